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
import { formatMs } from '#lib/contracts/format-ms.ts'
import type { LatencyReport } from '#lib/contracts/latency.ts'
import { axis, cursor, grid, legendText, margin, shortMs, tick, tooltip } from './axis.tsx'
import { useStepText } from './use-step-text.ts'

const lines = [
  ['p50', 'var(--stage-own)'],
  ['p95', 'var(--stage-wire)'],
  ['p99', 'var(--stage-model)'],
] as const

/** First tokens over time. */
export default function TimeChart({ report: { series, stepMs } }: { report: LatencyReport }) {
  const t = useTranslations('latency.table')
  const stepText = useStepText(stepMs)
  const data = series
    .filter(({ ttfb }) => ttfb !== null)
    .map(({ key, ttfb }) => ({ at: stepText(key), ...ttfb }))
  return (
    <ResponsiveContainer>
      <LineChart accessibilityLayer={false} data={data} margin={margin}>
        <CartesianGrid {...grid} />
        <XAxis dataKey="at" {...axis} minTickGap={32} />
        <YAxis {...axis} axisLine={false} width={56} tickFormatter={shortMs} />
        <Tooltip {...tooltip} cursor={cursor} formatter={(ms) => formatMs(Number(ms))} />
        <Legend iconType="plainline" wrapperStyle={tick} formatter={legendText} />
        {lines.map(([name, colour]) => (
          <Line
            key={name}
            dataKey={name}
            name={t(name)}
            stroke={colour}
            strokeWidth={2}
            dot={data.length < 20 && { r: 2.5, fill: colour }}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  )
}
