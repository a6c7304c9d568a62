'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { LatencyReport } from '#lib/contracts/latency/latency.ts'

interface Tile {
  name: string
  value: string
  note?: string
}

/** The period's key figures: the wait of users first, then the server's part of it. */
export function FigureTiles({ report }: { report: LatencyReport }) {
  const t = useTranslations('latency.tiles')
  const format = useFormatter()
  const { count, failures, ttfb, wait, measured, tokensPerSecond, budgets } = report
  const ms = (value: number | undefined) => (value === undefined ? '–' : formatMs(value))
  const percent = (part: number, whole: number) => `${Math.round((part / whole) * 1_000) / 10} %`
  const sum = (pick: (budget: (typeof budgets)[number]) => number) =>
    budgets.reduce((total, budget) => total + pick(budget), 0)
  const tiles: Tile[] = [
    {
      name: t('wait'),
      value: ms(wait?.p50),
      note: wait
        ? t('waitNote', { p95: formatMs(wait.p95), count: measured })
        : t('waitUnmeasured'),
    },
    {
      name: t('ttfb'),
      value: ms(ttfb?.p50),
      ...(ttfb && { note: t('ttfbNote', { p95: formatMs(ttfb.p95), p99: formatMs(ttfb.p99) }) }),
    },
    { name: t('turns'), value: format.number(count) },
    {
      name: t('failures'),
      value: format.number(failures),
      ...(failures > 0 && { note: percent(failures, count) }),
    },
    { name: t('speed'), value: tokensPerSecond === null ? '–' : format.number(tokensPerSecond) },
  ]
  if (budgets.length > 0) {
    const kept = sum(({ attained }) => attained)
    tiles.push({
      name: t('budget'),
      value: percent(
        kept,
        sum((one) => one.count),
      ),
    })
  }
  return (
    <div>
      <dl
        className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border lg:grid-cols-[1.6fr_1.6fr_repeat(var(--rest),1fr)]"
        style={{ '--rest': tiles.length - 2 } as React.CSSProperties}
        data-testid="figure-tiles"
      >
        {tiles.map(({ name, value, note }) => (
          <div key={name} className="bg-card px-4 py-3 last:odd:col-span-2 lg:last:odd:col-span-1">
            <dt className="text-[13px] text-muted-foreground">{name}</dt>
            <dd className="mt-0.5 whitespace-nowrap font-semibold text-lg tabular-nums tracking-tight">
              {value}
            </dd>
            {note && (
              <dd className="text-muted-foreground text-xs leading-5 tabular-nums">{note}</dd>
            )}
          </div>
        ))}
      </dl>
      <p className="mt-2 max-w-3xl text-pretty text-muted-foreground text-xs leading-5">
        {t('meaning')}
      </p>
    </div>
  )
}
