import { useFormatter, useTranslations } from 'next-intl'
import { Td } from '#components/ui/table.tsx'
import type { AuditEntry } from '#lib/contracts/account/audit.ts'

type ActionKey = Parameters<ReturnType<typeof useTranslations<'audit.actions'>>>[0]

/** One entry: time, user and action, and on demand the old and new values. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  const t = useTranslations('audit')
  const actions = useTranslations('audit.actions')
  const format = useFormatter()
  const { at, actor, action, target, client } = entry
  const key = action as ActionKey
  const changes = changesOf(entry)
  const who = actor?.name ?? t('nobody')
  return (
    <tr data-testid="audit-row" data-action={action}>
      <Td className="align-top">
        <time dateTime={at} className="whitespace-nowrap">
          {format.dateTime(new Date(at), { dateStyle: 'medium' })} <br className="sm:hidden" />
          {format.dateTime(new Date(at), { timeStyle: 'medium' })}
        </time>
        <div className="wrap-anywhere sm:hidden">{who}</div>
        {client && <div className="wrap-anywhere text-[13px] text-muted-foreground">{client}</div>}
      </Td>
      <Td className="min-w-32 align-top max-sm:hidden">{who}</Td>
      <Td className="w-full align-top sm:min-w-56">
        <div>
          {actions.has(key) ? actions(key) : action}
          {target?.name && target.name !== actor?.name && (
            <span className="wrap-anywhere text-muted-foreground"> · {target.name}</span>
          )}
        </div>
        {changes.length > 0 && (
          <details className="mt-1 text-[13px]">
            <summary className="cursor-pointer text-muted-foreground">
              {t('changes', { count: changes.length })}
            </summary>
            <dl className="mt-1.5 flex flex-col gap-1.5">
              {changes.map(({ field, from, to }) => (
                <div key={field}>
                  <dt className="font-mono text-muted-foreground text-xs">{field}</dt>
                  <dd className="wrap-anywhere">
                    {from !== undefined && <del className="text-muted-foreground">{from}</del>}
                    {from !== undefined && to !== undefined && ' → '}
                    {to !== undefined && <ins className="no-underline">{to}</ins>}
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </Td>
    </tr>
  )
}

function changesOf({ from = {}, to = {} }: AuditEntry) {
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])]
  return fields.map((field) => ({ field, from: shown(from[field]), to: shown(to[field]) }))
}

function shown(value: unknown): string | undefined {
  if (value === undefined) return undefined
  return typeof value === 'string' ? value || '–' : JSON.stringify(value)
}
