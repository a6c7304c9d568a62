'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useMemo } from 'react'

/** Hours of the selectable periods, which end now. */
const hours = { '1h': 1, '24h': 24, '7d': 168, '30d': 720, '90d': 2_160 } as const
export const periodNames = ['1h', '24h', '7d', '30d', '90d', 'custom'] as const
export type PeriodName = (typeof periodNames)[number]

export interface Filter {
  period: PeriodName
  /** For the period `custom`, ISO 8601; an empty `until` means now. */
  since: string
  until: string
  agentId: string
  model: string
  userId: string
}

/**
 * A period's begin is rounded to this step, so that the request's URL and with it SWR's cache key
 * stay the same for a while.
 */
const stepMs = 60_000

/** The page's filter, stored in its address. */
export function useFilter() {
  const router = useRouter()
  const search = useSearchParams()
  const wanted = periodNames.find((name) => name === search.get('period'))
  const filter: Filter = {
    period: wanted ?? '24h',
    since: search.get('since') ?? '',
    until: search.get('until') ?? '',
    agentId: search.get('agentId') ?? '',
    model: search.get('model') ?? '',
    userId: search.get('userId') ?? '',
  }
  const minute = Math.floor(Date.now() / stepMs)
  const { period, since, until, agentId, model, userId } = filter
  const query = useMemo(() => {
    const begin =
      period === 'custom'
        ? { since, until }
        : { since: new Date(minute * stepMs - hours[period] * 3_600_000).toISOString() }
    const chosen = Object.entries({ ...begin, agentId, model, userId })
    return new URLSearchParams(chosen.filter(([, value]) => value !== '')).toString()
  }, [minute, period, since, until, agentId, model, userId])

  function change(part: Partial<Filter>) {
    const next = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== '')
    router.replace(`/latency?${new URLSearchParams(next)}`, { scroll: false })
  }
  return { filter, query, change }
}
