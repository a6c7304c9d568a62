/** The time axis that all bars of a waterfall share, milliseconds since receipt. */
export interface TimeAxis {
  fromMs: number
  untilMs: number
}

/** The position of a moment on the axis, percent of the axis' length. */
export function percentOf({ fromMs, untilMs }: TimeAxis, ms: number): number {
  return (ms / (untilMs - fromMs)) * 100
}

const roundSteps = [1, 2, 5, 10]

/** Round moments from 0 on, at most five: 0, 1 s, 2 s, … */
export function ticksOf({ untilMs }: TimeAxis): number[] {
  const least = Math.max(1, untilMs / 4)
  const power = 10 ** Math.floor(Math.log10(least))
  const step = (roundSteps.find((one) => one * power >= least) ?? 10) * power
  return Array.from({ length: Math.floor(untilMs / step) + 1 }, (_, index) => index * step)
}
