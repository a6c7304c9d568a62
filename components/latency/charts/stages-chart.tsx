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
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { LatencyGroup, LatencyReport } from '#lib/contracts/latency/latency.ts'
import { groupOfStage } from '#lib/contracts/latency/stage-groups.ts'
import { stageNames } from '#lib/contracts/latency/stage-names.ts'
import type { StageName } from '#lib/contracts/latency/timing.ts'
import { axis, grid, legendText, margin, shortMs, tick, tooltip } from './axis.tsx'
import { niceTicks } from './nice-ticks.ts'
import { useStepText } from './use-step-text.ts'
import { wholeSeries } from './whole-series.ts'

/** Smallest share that is shown; thinner bars are invisible. */
const leastShare = 0.001

const colours: Record<StageName, string> = {
  request: 'color-mix(in oklch, var(--stage-browser) 70%, white)',
  auth: 'color-mix(in oklch, var(--stage-own) 45%, white)',
  agent: 'color-mix(in oklch, var(--stage-own) 60%, white)',
  history: 'color-mix(in oklch, var(--stage-own) 75%, white)',
  memory: 'var(--stage-own)',
  prompt: 'color-mix(in oklch, var(--stage-own) 80%, black)',
  connect: 'var(--stage-wire)',
  model: 'var(--stage-model)',
  tool: 'color-mix(in oklch, var(--stage-own) 30%, black)',
  flush: 'color-mix(in oklch, var(--stage-own) 60%, black)',
  response: 'color-mix(in oklch, var(--stage-browser) 85%, white)',
  paint: 'var(--stage-browser)',
}

/** The composition of TTFB over time: the mean of each of the server's stages, stacked. */
export default function StagesChart({ report }: { report: LatencyReport }) {
  const t = useTranslations('chat.waterfall.names')
  const { stages, stepMs } = report
  const stepText = useStepText(stepMs)
  const shown = stageNames.filter(
    (name) => groupOfStage[name] !== 'browser' && (stages[name]?.share ?? 0) > leastShare,
  )
  const steps = wholeSeries(report).map(({ key, group }) => ({
    key,
    means: shown.map((name) => [name, meanOfTurns(group, name)] as const),
  }))
  const data = steps.map(({ key, means }) => ({ key, ...Object.fromEntries(means) }))
  const heights = steps.map(({ means }) => means.reduce((sum, [, ms]) => sum + ms, 0))
  const ticks = niceTicks(Math.max(0, ...heights))
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
          cursor={{ fill: 'var(--muted)' }}
          labelFormatter={(key) => stepText(String(key))}
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

/**
 * A stage's mean over all turns with a TTFB. Turns without the stage count as 0, so that the means
 * add up to the mean TTFB.
 */
function meanOfTurns(group: LatencyGroup | null, name: StageName): number {
  const stage = group?.stages[name]
  if (!group || !stage || group.answered === 0) return 0
  return (stage.meanMs * stage.count) / group.answered
}
