'use client'

import { useTranslations } from 'next-intl'
import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { formatMs } from '#lib/contracts/format-ms.ts'
import type { LatencyReport } from '#lib/contracts/latency.ts'
import { type StageName, stageNames } from '#lib/contracts/timing.ts'
import { axis, grid, legendText, margin, shortMs, tick, tooltip } from './axis.tsx'
import { useStepText } from './use-step-text.ts'

const colours: Record<StageName, string> = {
  request: 'color-mix(in oklch, var(--stage-browser) 70%, white)',
  auth: 'color-mix(in oklch, var(--stage-own) 45%, white)',
  agent: 'color-mix(in oklch, var(--stage-own) 60%, white)',
  history: 'color-mix(in oklch, var(--stage-own) 75%, white)',
  memory: 'var(--stage-own)',
  prompt: 'color-mix(in oklch, var(--stage-own) 80%, black)',
  connect: 'var(--stage-wire)',
  model: 'var(--stage-model)',
  flush: 'color-mix(in oklch, var(--stage-own) 60%, black)',
  response: 'color-mix(in oklch, var(--stage-browser) 85%, white)',
  paint: 'var(--stage-browser)',
}

/** What the wait is made of over time: each stage's mean, one on the other. */
export default function StagesChart({
  report: { series, stages, stepMs },
}: {
  report: LatencyReport
}) {
  const t = useTranslations('chat.waterfall.names')
  const stepText = useStepText(stepMs)
  const shown = stageNames.filter((name) => (stages[name]?.share ?? 0) > 0.001)
  const data = series
    .filter(({ ttfb }) => ttfb !== null)
    .map(({ key, stages: some }) => ({
      at: stepText(key),
      ...Object.fromEntries(shown.map((name) => [name, some[name]?.meanMs ?? 0])),
    }))
  return (
    <ResponsiveContainer>
      <BarChart
        accessibilityLayer={false}
        data={data}
        margin={margin}
        barCategoryGap="15%"
        maxBarSize={48}
      >
        <CartesianGrid {...grid} />
        <XAxis dataKey="at" {...axis} minTickGap={32} />
        <YAxis {...axis} axisLine={false} width={56} tickFormatter={shortMs} />
        <Tooltip
          {...tooltip}
          cursor={{ fill: 'var(--muted)' }}
          formatter={(ms) => formatMs(Number(ms))}
        />
        <Legend
          iconType="square"
          iconSize={10}
          itemSorter={null}
          wrapperStyle={tick}
          formatter={legendText}
        />
        {shown.map((name) => (
          <Bar
            key={name}
            dataKey={name}
            name={t(name)}
            stackId="wait"
            fill={colours[name]}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
