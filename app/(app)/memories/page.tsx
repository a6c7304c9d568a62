import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageTexts } from '#app/page-texts.tsx'
import { MemoryPage } from '#components/memory/memory-page.tsx'
import { requireUser } from '#lib/server/http/page-session.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('memories')
  return { title: t('title') }
}

export default async function MemoriesPage() {
  await requireUser()
  return (
    <PageTexts of={['common', 'memories']}>
      <MemoryPage />
    </PageTexts>
  )
}
