import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ArchivePage } from '#components/app/chats/archive-page.tsx'
import { requireUser } from '#lib/server/http/page-session.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell.archive-page')
  return { title: t('title') }
}

export default async function ArchiveRoute() {
  await requireUser()
  return <ArchivePage />
}
