import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageTexts } from '#app/page-texts.tsx'
import { WebhookPage } from '#components/settings/webhooks/webhook-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.nav')
  return { title: t('webhooks') }
}

export default function WebhooksPage() {
  return (
    <PageTexts of={['common', 'settings', 'webhooks']}>
      <WebhookPage />
    </PageTexts>
  )
}
