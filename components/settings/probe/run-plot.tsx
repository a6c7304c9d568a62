import { useTranslations } from 'next-intl'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { ProbeProgress } from '#lib/contracts/models/probe.ts'

/** Each run's TTFB as a dot, on a scale that all models of the table share. */
export function RunPlot({ runs, untilMs }: { runs: ProbeProgress[]; untilMs: number }) {
  const t = useTranslations('settings.probe')
  const figures = runs.flatMap((each) =>
    'measured' in each ? [{ run: each.run, ms: each.measured.ttfbMs }] : [],
  )
  return (
    <div className="relative h-5 w-full min-w-24">
      <div aria-hidden className="absolute inset-x-1 top-1/2 h-px bg-border" />
      <div aria-hidden className="absolute inset-x-1 inset-y-0">
        {figures.map(({ run, ms }) => (
          <span
            key={run}
            className="absolute top-1/2 size-2 -translate-x-1/2 -translate-y-1/2 rounded-full bg-stage-model opacity-80"
            style={{ left: `${(ms / untilMs) * 100}%` }}
          />
        ))}
      </div>
      <span className="sr-only">
        {figures.map(({ ms }) => formatMs(ms)).join(', ') || t('nothingYet')}
      </span>
    </div>
  )
}
