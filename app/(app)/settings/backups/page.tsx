import { BackupPage } from '#components/settings/backups/backup-page.tsx'

export default function BackupsPage() {
  return <BackupPage />
}
