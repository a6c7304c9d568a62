import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ProbePage } from '#components/settings/probe/probe-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.nav')
  return { title: t('models') }
}

export default function ModelsPage() {
  return <ProbePage />
}
