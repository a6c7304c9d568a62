import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import { percentOf, type TimeAxis, ticksOf } from './time-axis.ts'

/** The tick labels of the axis, above the bars. */
export function WaterfallScale({ axis }: { axis: TimeAxis }) {
  return (
    <div
      aria-hidden
      className="relative h-5 whitespace-nowrap font-normal text-[11px] text-muted-foreground"
    >
      {ticksOf(axis).map((ms) => {
        const percent = percentOf(axis, ms - axis.fromMs)
        return (
          <span
            key={ms}
            // The first label is left-aligned and the last right-aligned, so that both stay within
            // the panel.
            className={
              percent < 8
                ? 'absolute'
                : percent > 92
                  ? '-translate-x-full absolute'
                  : '-translate-x-1/2 absolute'
            }
            style={{ left: `${percent}%` }}
          >
            {tickText(ms)}
          </span>
        )
      })}
    </div>
  )
}

/** "0", "500 ms", "2 s" */
function tickText(ms: number): string {
  if (ms === 0) return '0'
  return ms % 1_000 === 0 ? `${ms / 1_000} s` : formatMs(ms)
}
