'use client'

import { useTranslations } from 'next-intl'
import {
  CartesianGrid,
  LabelList,
  type LabelProps,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
  ZAxis,
} from 'recharts'
import { formatMs } from '#lib/contracts/format-ms.ts'
import type { LatencyReport } from '#lib/contracts/latency.ts'
import { axis, grid, margin, shortMs, tick, tooltip } from './axis.tsx'

/** More names would lie on each other; the tooltip and the table have them all. */
const mostLabels = 6

const longestName = 22
const lineHeight = 14

/** A model's name above its point, where the plot has more room; neighbours on different lines. */
function PointName({ value, x, y, width, index = 0, parentViewBox }: LabelProps) {
  const name = String(value)
  const plot = parentViewBox && 'width' in parentViewBox ? parentViewBox : null
  const radius = Number(width) / 2
  const centre = Number(x) + radius
  const isLeft = !plot || centre < plot.x + plot.width / 2
  return (
    <text
      {...tick}
      x={isLeft ? centre - radius : centre + radius}
      y={Number(y) - 5 - (index % 2) * lineHeight}
      textAnchor={isLeft ? 'start' : 'end'}
    >
      {name.length > longestName ? `${name.slice(0, longestName)}…` : name}
    </text>
  )
}

/** Each model's median first token against its speed afterwards: up and left is better. */
export default function SpeedChart({ report: { groups } }: { report: LatencyReport }) {
  const t = useTranslations('latency.table')
  const axes = useTranslations('latency.axes')
  const points = groups.flatMap(({ key, ttfb, tokensPerSecond, count }) =>
    ttfb && tokensPerSecond !== null
      ? [{ name: key.split('/').slice(1).join('/'), ttfb: ttfb.p50, tokensPerSecond, count }]
      : [],
  )
  const data = points.sort((a, b) => a.ttfb - b.ttfb)
  return (
    <ResponsiveContainer>
      <ScatterChart
        accessibilityLayer={false}
        margin={{ ...margin, top: 24, right: 56, bottom: 20, left: 8 }}
      >
        <CartesianGrid {...grid} vertical />
        <XAxis
          type="number"
          dataKey="ttfb"
          name={t('p50')}
          {...axis}
          tickFormatter={shortMs}
          domain={[0, 'auto']}
          minTickGap={28}
          label={{ ...tick, value: axes('first-token'), position: 'insideBottom', offset: -16 }}
        />
        <YAxis
          type="number"
          dataKey="tokensPerSecond"
          name={t('speed')}
          {...axis}
          axisLine={false}
          width={48}
          label={{ ...tick, value: axes('speed'), position: 'top', offset: 10 }}
          domain={[0, 'auto']}
        />
        <ZAxis dataKey="count" name={t('turns')} range={[60, 400]} />
        <Tooltip
          {...tooltip}
          formatter={(value, name) => (name === t('p50') ? formatMs(Number(value)) : String(value))}
        />
        <Scatter data={data} fill="var(--stage-model)" fillOpacity={0.75} isAnimationActive={false}>
          {data.length <= mostLabels && <LabelList dataKey="name" content={PointName} />}
        </Scatter>
      </ScatterChart>
    </ResponsiveContainer>
  )
}
