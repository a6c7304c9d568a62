'use client'

import { useTranslations } from 'next-intl'
import { formatMs } from '#lib/contracts/format-ms.ts'
import type { LatencyReport } from '#lib/contracts/latency.ts'

/** The period in a few numbers. */
export function FigureTiles({ report }: { report: LatencyReport }) {
  const t = useTranslations('latency.tiles')
  const { count, failures, ttfb, tokensPerSecond, budgets } = report
  const ms = (value: number | undefined) => (value === undefined ? '–' : formatMs(value))
  const percent = (part: number, whole: number) => `${Math.round((part / whole) * 1_000) / 10} %`
  const sum = (pick: (budget: (typeof budgets)[number]) => number) =>
    budgets.reduce((total, budget) => total + pick(budget), 0)
  const tiles: [string, string][] = [
    [t('p50'), ms(ttfb?.p50)],
    [t('p95'), ms(ttfb?.p95)],
    [t('p99'), ms(ttfb?.p99)],
    [t('turns'), count.toLocaleString('en')],
    [t('failures'), failures === 0 ? '0' : `${failures} · ${percent(failures, count)}`],
    [t('speed'), tokensPerSecond === null ? '–' : String(tokensPerSecond)],
  ]
  if (budgets.length > 0)
    tiles.push([
      t('budget'),
      percent(
        sum(({ attained }) => attained),
        sum((one) => one.count),
      ),
    ])
  return (
    <dl
      className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border sm:grid-cols-3 lg:grid-flow-col lg:auto-cols-fr lg:grid-cols-none"
      data-testid="figure-tiles"
    >
      {tiles.map(([name, value]) => (
        <div key={name} className="bg-card px-4 py-3">
          <dt className="text-[13px] text-muted-foreground">{name}</dt>
          <dd className="mt-0.5 whitespace-nowrap font-semibold text-lg tabular-nums tracking-tight">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
