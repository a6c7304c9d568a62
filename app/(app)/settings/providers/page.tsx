import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ProviderList } from '#components/settings/providers/provider-list.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.nav')
  return { title: t('providers') }
}

export default function ProvidersPage() {
  return <ProviderList />
}
