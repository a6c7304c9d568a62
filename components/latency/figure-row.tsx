import type { ReactNode } from 'react'

/**
 * An alternative with its duration as a bar and a figure, side by side or, on a narrow screen,
 * stacked.
 */
export function FigureRow({
  children,
  bar,
  figure,
}: {
  children: ReactNode
  bar: ReactNode
  figure: string
}) {
  return (
    <li className="grid items-center gap-x-6 gap-y-1.5 lg:grid-cols-[minmax(0,26rem)_1fr]">
      <div className="flex flex-wrap items-baseline gap-x-2 text-sm">{children}</div>
      <div className="flex items-center gap-3">
        <span aria-hidden className="h-2.5 flex-1">
          {bar}
        </span>
        <span className="w-16 shrink-0 text-right font-semibold text-sm tabular-nums">
          {figure}
        </span>
      </div>
    </li>
  )
}
