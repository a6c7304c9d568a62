import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageTexts } from '#app/page-texts.tsx'
import { AccountPage } from '#components/account/account-page.tsx'
import { requireUser } from '#lib/server/http/page-session.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('title') }
}

export default async function OwnAccountPage() {
  await requireUser()
  return (
    <PageTexts of={['common', 'account', 'settings']}>
      <AccountPage />
    </PageTexts>
  )
}
