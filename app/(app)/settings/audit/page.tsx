import { AuditPage } from '#components/settings/audit/audit-page.tsx'

export default function SettingsAuditPage() {
  return <AuditPage />
}
