'use client'

import { useTranslations } from 'next-intl'
import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { LatencyReport } from '#lib/contracts/latency/latency.ts'
import { axis, cursor, grid, legendText, margin, shortMs, tick, tooltip } from './axis.tsx'
import { niceTicks } from './nice-ticks.ts'
import { useStepText } from './use-step-text.ts'
import { wholeSeries } from './whole-series.ts'

/** With more steps the dots are smaller, because full-size dots overlap. */
const mostDots = 60

/**
 * In drawing order, back to front. With few turns percentiles coincide, so the line at the back is
 * wider and the line at the front is dashed.
 */
const lines = [
  { name: 'p99', colour: 'var(--stage-model)', width: 6, opacity: 0.35 },
  { name: 'p95', colour: 'var(--stage-wire)', width: 2 },
  { name: 'p50', colour: 'var(--stage-own)', width: 2 },
  { name: 'waitP50', colour: 'var(--stage-browser)', width: 2, dashes: '5 3' },
] as const

/** TTFB over time, and the median wait as measured by browsers. */
export default function TimeChart({ report }: { report: LatencyReport }) {
  const t = useTranslations('latency.table')
  const stepText = useStepText(report.stepMs)
  const data = wholeSeries(report).map(({ key, group }) => ({
    key,
    p50: group?.ttfb?.p50,
    p95: group?.ttfb?.p95,
    p99: group?.ttfb?.p99,
    waitP50: group?.wait?.p50,
  }))
  const ticks = niceTicks(
    Math.max(0, ...data.flatMap(({ p99, waitP50 }) => [p99 ?? 0, waitP50 ?? 0])),
  )
  const shown = lines.filter(({ name }) => name !== 'waitP50' || report.wait !== null)
  return (
    <ResponsiveContainer>
      <LineChart accessibilityLayer={false} data={data} margin={margin}>
        <CartesianGrid {...grid} />
        <XAxis dataKey="key" {...axis} minTickGap={32} tickFormatter={stepText} />
        <YAxis
          {...axis}
          axisLine={false}
          width={56}
          tickFormatter={shortMs}
          ticks={ticks}
          domain={[0, ticks.at(-1) ?? 1]}
        />
        <Tooltip
          {...tooltip}
          cursor={cursor}
          labelFormatter={(key) => stepText(String(key))}
          formatter={(ms) => formatMs(Number(ms))}
        />
        <Legend iconType="plainline" wrapperStyle={tick} formatter={legendText} itemSorter={null} />
        {shown.map(({ name, colour, width, ...look }) => (
          <Line
            key={name}
            dataKey={name}
            name={t(name)}
            stroke={colour}
            strokeWidth={width}
            strokeOpacity={'opacity' in look ? look.opacity : 1}
            strokeDasharray={'dashes' in look ? look.dashes : undefined}
            // A step between two empty ones has no line, so its dot shows it.
            dot={{
              r: (width / 2) * (data.length > mostDots ? 0.7 : 1.3),
              fill: colour,
              strokeWidth: 0,
              fillOpacity: 'opacity' in look ? look.opacity : 1,
            }}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  )
}
