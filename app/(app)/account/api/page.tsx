import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageTexts } from '#app/page-texts.tsx'
import { ApiPage } from '#components/account/api-reference/api-page.tsx'
import { requireUser } from '#lib/server/http/page-session.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.api')
  return { title: t('title') }
}

export default async function ApiReferencePage() {
  await requireUser()
  return (
    <PageTexts of={['common', 'account', 'settings']}>
      <ApiPage />
    </PageTexts>
  )
}
