import { useTranslations } from 'next-intl'
import { Select } from '#components/ui/field.tsx'
import { usePages } from '#components/use-pages.ts'
import type { User } from '#lib/contracts/account/user.ts'
import { type AuditFilter, type AuditPeriod, auditKinds, auditPeriods } from './use-audit-filter.ts'

const periods = Object.keys(auditPeriods) as AuditPeriod[]

/** Filters by period, user and action. */
export function AuditFilters({
  filter,
  onChange,
}: {
  filter: AuditFilter
  onChange: (part: Partial<AuditFilter>) => void
}) {
  const t = useTranslations('audit')
  const users = usePages<User>('/api/users', 200).items ?? []
  return (
    <div className="mb-4 grid gap-2 sm:flex sm:flex-wrap [&_select]:sm:w-48">
      <Select
        aria-label={t('period')}
        value={filter.period}
        onChange={({ target }) => onChange({ period: target.value as AuditPeriod })}
      >
        {periods.map((name) => (
          <option key={name} value={name}>
            {t(`periods.${name}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('who')}
        value={filter.actorId}
        onChange={({ target }) => onChange({ actorId: target.value })}
      >
        <option value="">{t('anyone')}</option>
        {users.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('what')}
        value={filter.kind}
        onChange={({ target }) => onChange({ kind: target.value })}
      >
        <option value="">{t('anything')}</option>
        {auditKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </Select>
    </div>
  )
}
