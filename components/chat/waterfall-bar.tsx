import type { ReactNode } from 'react'
import { classNames } from '#components/ui/class-names.ts'

/** The time axis that all bars of a waterfall share, milliseconds since receipt. */
export interface TimeAxis {
  fromMs: number
  untilMs: number
}

/** A span on the axis; its colour is the class, or its parts are the children. */
export function WaterfallBar({
  axis: { fromMs, untilMs },
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
  const percent = (ms: number) => (ms / (untilMs - fromMs)) * 100
  return (
    <div aria-hidden className="relative h-4 rounded-sm bg-muted">
      <div
        className={classNames(
          'absolute inset-y-0 flex min-w-[3px] overflow-hidden rounded-sm',
          className,
        )}
        style={{
          left: `min(${percent(startMs - fromMs)}%, calc(100% - 3px))`,
          width: `${percent(endMs - startMs)}%`,
        }}
      >
        {children}
      </div>
    </div>
  )
}
