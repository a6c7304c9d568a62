import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { InstancePage } from '#components/settings/instances/instance-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.nav')
  return { title: t('instances') }
}

export default function InstancesPage() {
  return <InstancePage />
}
