'use client'

import { useFormatter } from 'next-intl'
import { useCallback } from 'react'

const dayMs = 86_400_000

/** The label of a step on the time axis: the day or the time of day, in the user's time zone. */
export function useStepText(stepMs: number): (iso: string) => string {
  const format = useFormatter()
  return useCallback(
    (iso) =>
      stepMs >= dayMs
        ? format.dateTime(new Date(iso), { month: 'short', day: 'numeric', timeZone: 'UTC' })
        : format.dateTime(new Date(iso), {
            ...(stepMs >= dayMs / 24 && { weekday: 'short' }),
            hour: '2-digit',
            minute: '2-digit',
            hour12: false,
            timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          }),
    [format, stepMs],
  )
}
