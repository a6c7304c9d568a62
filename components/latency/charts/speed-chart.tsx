'use client'

import { useTranslations } from 'next-intl'
import {
  CartesianGrid,
  LabelList,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
  ZAxis,
} from 'recharts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { LatencyReport } from '#lib/contracts/latency/latency.ts'
import { axis, grid, margin, shortMs, tick, tooltip } from './axis.tsx'
import { niceTicks } from './nice-ticks.ts'

/** Most names shown below the chart; the tooltip and the table have all of them. */
const mostNames = 8

/**
 * Each model's median TTFB against its generation speed: up and left is better. Points show a
 * number that refers to the names below, because names beside the points would overlap.
 */
export default function SpeedChart({ report: { groups } }: { report: LatencyReport }) {
  const t = useTranslations('latency.table')
  const axes = useTranslations('latency.axes')
  const points = groups
    .flatMap(({ key, ttfb, tokensPerSecond, count }) =>
      ttfb && tokensPerSecond !== null
        ? [{ name: key, ttfb: ttfb.p50, tokensPerSecond, count }]
        : [],
    )
    .sort((a, b) => a.ttfb - b.ttfb)
    .map((point, index) => ({ ...point, number: index + 1 }))
  const xTicks = niceTicks(Math.max(0, ...points.map(({ ttfb }) => ttfb)))
  const yTicks = niceTicks(Math.max(0, ...points.map((point) => point.tokensPerSecond)), 4)
  return (
    <div className="flex h-full flex-col text-muted-foreground text-xs">
      <p>↑ {axes('speed')}</p>
      <div className="min-h-0 flex-1">
        <ResponsiveContainer>
          <ScatterChart accessibilityLayer={false} margin={{ ...margin, top: 12, right: 24 }}>
            <CartesianGrid {...grid} vertical />
            <XAxis
              type="number"
              dataKey="ttfb"
              name={t('p50')}
              {...axis}
              tickFormatter={shortMs}
              ticks={xTicks}
              domain={[0, xTicks.at(-1) ?? 1]}
            />
            <YAxis
              type="number"
              dataKey="tokensPerSecond"
              name={t('speed')}
              {...axis}
              axisLine={false}
              width={48}
              ticks={yTicks}
              domain={[0, yTicks.at(-1) ?? 1]}
            />
            <ZAxis dataKey="count" name={t('turns')} range={[60, 300]} />
            <Tooltip
              {...tooltip}
              formatter={(value, name) =>
                name === t('p50') ? formatMs(Number(value)) : String(value)
              }
            />
            <Scatter
              data={points}
              fill="var(--stage-model)"
              fillOpacity={0.7}
              isAnimationActive={false}
            >
              <LabelList dataKey="number" position="top" offset={3} style={tick} />
            </Scatter>
          </ScatterChart>
        </ResponsiveContainer>
      </div>
      <p className="text-right">{axes('ttfb')} →</p>
      <ol className="mt-1 flex flex-wrap gap-x-3 leading-5">
        {points.slice(0, mostNames).map(({ number, name }) => (
          <li key={name} className="max-w-48 truncate">
            <span className="font-medium text-foreground tabular-nums">{number}</span>{' '}
            {name.split('/').slice(1).join('/')}
          </li>
        ))}
        {points.length > mostNames && (
          <li>{axes('others', { count: points.length - mostNames })}</li>
        )}
      </ol>
    </div>
  )
}
