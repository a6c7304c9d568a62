import { formatMs } from '#lib/contracts/latency/format-ms.ts'

/** Styles shared by all charts; the colours are theme variables. */
export const tick = { fontSize: 12, fill: 'var(--muted-foreground)' }
export const axis = { tick, tickLine: false, axisLine: { stroke: 'var(--border)' } }
export const grid = { stroke: 'var(--border)', vertical: false }
export const cursor = { stroke: 'var(--muted-foreground)', strokeDasharray: '3 3' }
export const margin = { top: 8, right: 12, bottom: 0, left: 0 }
export const tooltip = {
  contentStyle: {
    background: 'var(--card)',
    border: '1px solid var(--border)',
    borderRadius: 8,
    fontSize: 13,
    padding: '6px 10px',
  },
  labelStyle: { color: 'var(--muted-foreground)' },
  itemStyle: { color: 'var(--foreground)', padding: 0 },
  isAnimationActive: false,
}

/** A short duration for axis labels, such as "2.2 s", without line breaks. */
export function shortMs(ms: number): string {
  if (ms === 0) return '0'
  return formatMs(ms)
    .replace(/(\.\d*?)0+(?= )/, '$1')
    .replace(/\.? /, '\u00a0')
}

/** A legend's name in the text colour, because some series' colours have too little contrast. */
export function legendText(name: string) {
  return <span className="text-muted-foreground">{name}</span>
}
