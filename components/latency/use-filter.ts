'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useMemo } from 'react'

/** Hours of the periods to choose from. */
export const periods = { '1h': 1, '24h': 24, '7d': 168, '30d': 720, '90d': 2_160 } as const
export type PeriodName = keyof typeof periods

export interface Filter {
  period: PeriodName
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
  const wanted = search.get('period') ?? ''
  const filter: Filter = {
    period: wanted in periods ? (wanted as PeriodName) : '24h',
    agentId: search.get('agentId') ?? '',
    model: search.get('model') ?? '',
    userId: search.get('userId') ?? '',
  }
  const minute = Math.floor(Date.now() / stepMs)
  const { period, agentId, model, userId } = filter
  const query = useMemo(() => {
    const since = new Date(minute * stepMs - periods[period] * 3_600_000).toISOString()
    const chosen = Object.entries({ agentId, model, userId }).filter(([, value]) => value !== '')
    return new URLSearchParams([['since', since], ...chosen]).toString()
  }, [minute, period, agentId, model, userId])

  function change(part: Partial<Filter>) {
    const next = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== '')
    router.replace(`/latency?${new URLSearchParams(next)}`, { scroll: false })
  }
  return { filter, query, change }
}
