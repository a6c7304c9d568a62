'use client'

import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  Legend,
  Line,
  LineChart,
  Pie,
  PieChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import type { ChartSpec } from './chart-spec.ts'

const colours = [
  'var(--stage-own)',
  'var(--stage-model)',
  'var(--stage-wire)',
  'var(--stage-browser)',
  'var(--good)',
  'var(--danger)',
  'var(--accent)',
  'var(--muted-foreground)',
]
const colourOf = (index: number) => colours[index % colours.length]
const axis = { stroke: 'var(--muted-foreground)', fontSize: 12, tickLine: false }
const tooltip = {
  contentStyle: { background: 'var(--card)', border: '1px solid var(--border)', borderRadius: 8 },
}

/** Draws the chart. The code beside it has the same figures as text. */
export function ChartDrawing({ spec }: { spec: ChartSpec }) {
  return (
    <figure className="flex size-full flex-col" aria-label={spec.title}>
      {spec.title && <figcaption className="mb-2 text-center text-sm">{spec.title}</figcaption>}
      <div className="min-h-0 flex-1">
        <ResponsiveContainer width="100%" height="100%">
          {spec.type === 'pie' ? <PieOf spec={spec} /> : <SeriesOf spec={spec} />}
        </ResponsiveContainer>
      </div>
    </figure>
  )
}

function PieOf({ spec: { data, x, y } }: { spec: ChartSpec }) {
  return (
    <PieChart>
      <Tooltip {...tooltip} />
      <Legend />
      <Pie data={data} dataKey={y[0] ?? ''} nameKey={x} isAnimationActive={false} label>
        {data.map((row, index) => (
          <Cell key={`${row[x]}`} fill={colourOf(index)} />
        ))}
      </Pie>
    </PieChart>
  )
}

function SeriesOf({ spec: { type, data, x, y } }: { spec: ChartSpec }) {
  const frame = (
    <>
      <CartesianGrid stroke="var(--border)" vertical={false} />
      <XAxis dataKey={x} {...axis} />
      <YAxis {...axis} width={48} />
      <Tooltip {...tooltip} />
      {y.length > 1 && <Legend />}
    </>
  )
  const props = (key: string, index: number) => ({
    key,
    dataKey: key,
    stroke: colourOf(index),
    fill: colourOf(index),
    isAnimationActive: false,
  })
  if (type === 'bar') {
    return (
      <BarChart data={data}>
        {frame}
        {y.map((key, index) => {
          const { key: id, ...rest } = props(key, index)
          return <Bar key={id} {...rest} />
        })}
      </BarChart>
    )
  }
  if (type === 'line') {
    return (
      <LineChart data={data}>
        {frame}
        {y.map((key, index) => {
          const { key: id, ...rest } = props(key, index)
          return <Line key={id} {...rest} dot={data.length < 30} strokeWidth={2} />
        })}
      </LineChart>
    )
  }
  return (
    <AreaChart data={data}>
      {frame}
      {y.map((key, index) => {
        const { key: id, ...rest } = props(key, index)
        return <Area key={id} {...rest} fillOpacity={0.25} />
      })}
    </AreaChart>
  )
}
