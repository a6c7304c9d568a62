import type { ReactNode } from 'react'
import { AppShell } from '#components/app/app-shell.tsx'
import { requireUser } from '#lib/server/http/page-session.ts'

export default async function AppLayout({ children }: { children: ReactNode }) {
  const { id, name, email, role } = await requireUser()
  return <AppShell user={{ id, name, email, role }}>{children}</AppShell>
}
