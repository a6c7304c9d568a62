'use client'

import { useTranslations } from 'next-intl'
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { LatencyReport } from '#lib/contracts/latency/latency.ts'
import { axis, grid, margin, shortMs, tooltip } from './axis.tsx'
import { type HistogramBar, histogramBars } from './histogram-bars.ts'
import { niceTicks } from './nice-ticks.ts'

/** The histogram of TTFB. */
export default function DistributionChart({ report: { distribution } }: { report: LatencyReport }) {
  const t = useTranslations('latency.table')
  const bars = histogramBars(distribution)
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const counts = niceTicks(most, Math.min(4, most))
  const marked = bars.filter(({ roundMs }) => roundMs !== null)
  return (
    <ResponsiveContainer>
      <BarChart accessibilityLayer={false} data={bars} margin={margin} barCategoryGap={1}>
        <CartesianGrid {...grid} />
        <XAxis
          dataKey="fromMs"
          {...axis}
          ticks={marked.map(({ fromMs }) => fromMs)}
          interval="equidistantPreserveStart"
          minTickGap={12}
          tickFormatter={(fromMs) =>
            shortMs(marked.find((bar) => bar.fromMs === fromMs)?.roundMs ?? Number(fromMs))
          }
        />
        <YAxis
          {...axis}
          axisLine={false}
          width={48}
          ticks={counts}
          domain={[0, counts.at(-1) ?? 1]}
        />
        <Tooltip
          {...tooltip}
          cursor={{ fill: 'var(--muted)' }}
          labelFormatter={(fromMs) => rangeText(bars, Number(fromMs))}
        />
        <Bar
          dataKey="count"
          name={t('turns')}
          fill="var(--stage-model)"
          radius={[2, 2, 0, 0]}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  )
}

function rangeText(bars: HistogramBar[], fromMs: number): string {
  const bar = bars.find((one) => one.fromMs === fromMs)
  return bar ? `${formatMs(bar.fromMs)} – ${formatMs(bar.toMs)}` : formatMs(fromMs)
}
