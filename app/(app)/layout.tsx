import type { ReactNode } from 'react'
import { PageTexts } from '#app/page-texts.tsx'
import { AppShell } from '#components/app/app-shell.tsx'
import { requireUser } from '#lib/server/http/page-session.ts'

export default async function AppLayout({ children }: { children: ReactNode }) {
  const { id, name, email, role } = await requireUser()
  return (
    <PageTexts of={['common', 'shell', 'share']}>
      <AppShell user={{ id, name, email, role }}>{children}</AppShell>
    </PageTexts>
  )
}
