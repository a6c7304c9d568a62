'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useMemo } from 'react'

/** Hours of the periods to choose from, until now. */
const hours = { '1h': 1, '24h': 24, '7d': 168, '30d': 720, '90d': 2_160 } as const
export const periodNames = ['1h', '24h', '7d', '30d', '90d', 'custom'] as const
export type PeriodName = (typeof periodNames)[number]

export interface Filter {
  period: PeriodName
  /** Of the period `custom`, ISO 8601; an empty `until` is now. */
  since: string
  until: string
  agentId: string
  model: string
  userId: string
}

/** A period's begin moves on in steps, so that the same figures are not asked for anew all the time. */
const stepMs = 60_000

/** What the page shows, kept in its address. */
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
