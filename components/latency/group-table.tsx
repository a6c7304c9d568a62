'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Table, Td, Th } from '#components/ui/table.tsx'
import { reasonOf } from '#lib/contracts/latency/attempt-reason.ts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { LatencyGroup, LatencyReport } from '#lib/contracts/latency/latency.ts'

const number = 'whitespace-nowrap text-right tabular-nums'
const columns = ['turns', 'failures', 'waitP50', 'p50', 'p95', 'p99', 'speed'] as const

/** The figures per model or agent, slowest first. */
export function GroupTable({
  title,
  groups,
  budgets = [],
  nameOf,
}: {
  title: string
  groups: LatencyGroup[]
  budgets?: LatencyReport['budgets']
  nameOf: (key: string) => string
}) {
  const t = useTranslations('latency.table')
  const format = useFormatter()
  const sorted = [...groups].sort((a, b) => (b.ttfb?.p50 ?? 0) - (a.ttfb?.p50 ?? 0))
  const budgetOf = (key: string) => budgets.find(({ agentId }) => agentId === key)
  return (
    <section aria-label={title}>
      <h2 className="mb-2 font-semibold text-[15px]">{title}</h2>
      <Table label={title}>
        <thead>
          <tr>
            <Th>{t('name')}</Th>
            {columns.map((name) => (
              <Th key={name} className={number}>
                {t(name)}
              </Th>
            ))}
            {budgets.length > 0 && <Th className="text-right">{t('budget')}</Th>}
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ key, count, failures, wait, ttfb, tokensPerSecond }) => {
            const budget = budgetOf(key)
            return (
              <tr key={key}>
                <Td className="max-w-72 truncate font-medium">{nameOf(key)}</Td>
                <Td className={number}>{format.number(count)}</Td>
                <Td className={number}>{failures}</Td>
                <Td className={number}>{wait ? formatMs(wait.p50) : '–'}</Td>
                {(['p50', 'p95', 'p99'] as const).map((share) => (
                  <Td key={share} className={number}>
                    {ttfb ? formatMs(ttfb[share]) : '–'}
                  </Td>
                ))}
                <Td className={number}>{tokensPerSecond ?? '–'}</Td>
                {budgets.length > 0 && (
                  <Td className={number}>
                    {budget
                      ? t('attained', {
                          percent: Math.round((budget.attained / budget.count) * 100),
                          budget: formatMs(budget.budgetMs),
                        })
                      : '–'}
                  </Td>
                )}
              </tr>
            )
          })}
        </tbody>
      </Table>
    </section>
  )
}

export function FailureKinds({ kinds }: { kinds: LatencyReport['failureKinds'] }) {
  const t = useTranslations('latency.table')
  if (kinds.length === 0) return null
  const most = Math.max(...kinds.map(({ count }) => count))
  return (
    <section aria-label={t('failureKinds')}>
      <h2 className="mb-2 font-semibold text-[15px]">{t('failureKinds')}</h2>
      <ul className="flex flex-col gap-2 rounded-lg border px-4 py-3.5 text-sm">
        {kinds.map(({ code, count }) => (
          <li key={code} className="grid grid-cols-[minmax(0,14rem)_1fr_auto] items-center gap-3">
            <FailureName code={code} />
            <div aria-hidden className="h-2 rounded-full bg-muted">
              <div
                className="h-full rounded-full bg-danger"
                style={{ width: `${(count / most) * 100}%` }}
              />
            </div>
            <span className="tabular-nums">{count}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function FailureName({ code }: { code: string }) {
  const t = useTranslations('chat.attempts.reasons')
  const reason = reasonOf(code)
  if (reason === 'other') return <code className="truncate text-[13px]">{code}</code>
  return (
    <span title={code} className="block leading-5 first-letter:uppercase">
      {t(reason)}
    </span>
  )
}
