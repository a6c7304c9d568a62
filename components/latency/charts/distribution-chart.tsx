'use client'

import { useTranslations } from 'next-intl'
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { formatMs } from '#lib/contracts/format-ms.ts'
import type { LatencyReport } from '#lib/contracts/latency.ts'
import { axis, grid, margin, shortMs, tooltip } from './axis.tsx'

/** Ratio of one bar's end to its begin, as the report has it. */
const step = 2 ** 0.25

/** How many first tokens came after how long. */
export default function DistributionChart({ report: { distribution } }: { report: LatencyReport }) {
  const t = useTranslations('latency.table')
  return (
    <ResponsiveContainer>
      <BarChart
        accessibilityLayer={false}
        data={withGaps(distribution)}
        margin={margin}
        barCategoryGap={1}
      >
        <CartesianGrid {...grid} />
        <XAxis dataKey="fromMs" {...axis} minTickGap={28} tickFormatter={shortMs} />
        <YAxis {...axis} axisLine={false} width={48} allowDecimals={false} />
        <Tooltip
          {...tooltip}
          cursor={{ fill: 'var(--muted)' }}
          labelFormatter={(from) => `${formatMs(Number(from))} – ${formatMs(Number(from) * step)}`}
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

/** Bars without turns, so that the axis runs evenly. */
function withGaps(bars: LatencyReport['distribution']): { fromMs: number; count: number }[] {
  const filled: { fromMs: number; count: number }[] = []
  for (const { fromMs, count } of bars) {
    let last = filled.at(-1)
    while (last && fromMs / last.fromMs > step * 1.5) {
      last = { fromMs: last.fromMs * step, count: 0 }
      filled.push(last)
    }
    filled.push({ fromMs, count })
  }
  return filled
}
