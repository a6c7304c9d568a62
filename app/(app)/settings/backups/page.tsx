import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BackupPage } from '#components/settings/backups/backup-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.nav')
  return { title: t('backups') }
}

export default function BackupsPage() {
  return <BackupPage />
}
