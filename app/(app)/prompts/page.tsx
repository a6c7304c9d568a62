import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageTexts } from '#app/page-texts.tsx'
import { PromptPage } from '#components/prompts/prompt-page.tsx'
import { requireUser } from '#lib/server/http/page-session.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('prompts')
  return { title: t('title') }
}

export default async function PromptsPage() {
  await requireUser()
  return (
    <PageTexts of={['common', 'prompts']}>
      <PromptPage />
    </PageTexts>
  )
}
