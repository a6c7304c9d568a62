import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageTexts } from '#app/page-texts.tsx'
import { ProbePage } from '#components/settings/probe/probe-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.nav')
  return { title: t('models') }
}

export default function ModelsPage() {
  return (
    <PageTexts of={['common', 'settings', 'chat']}>
      <ProbePage />
    </PageTexts>
  )
}
