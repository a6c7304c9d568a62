import type { ReactNode } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import { percentOf, type TimeAxis, ticksOf } from './time-axis.ts'

/** A span on the axis. `className` sets its colour; children divide it into parts. */
export function WaterfallBar({
  axis,
  startMs,
  endMs,
  className,
  children,
}: {
  axis: TimeAxis
  startMs: number
  endMs: number
  className: string
  children?: ReactNode
}) {
  return (
    <div aria-hidden className="relative h-6">
      {ticksOf(axis).map((ms) => (
        <div
          key={ms}
          className="absolute inset-y-0 w-px bg-border"
          style={{ left: `${percentOf(axis, ms - axis.fromMs)}%` }}
        />
      ))}
      <div
        className={classNames(
          'absolute inset-y-1.5 flex min-w-1 overflow-hidden rounded-[3px]',
          className,
        )}
        style={{
          left: `min(${percentOf(axis, startMs - axis.fromMs)}%, calc(100% - 4px))`,
          width: `${percentOf(axis, endMs - startMs)}%`,
        }}
      >
        {children}
      </div>
    </div>
  )
}
