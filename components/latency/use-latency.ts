'use client'

import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import type { AppliedFix, Finding, LatencyReport, SlowTurn } from '#lib/contracts/latency.ts'

/** While turns happen: SWR stops when the page is hidden. */
const live = { refreshInterval: 5_000, keepPreviousData: true }

export function useReport(query: string, groupBy: 'model' | 'agent') {
  return useSWR<LatencyReport, Error>(`/api/latency?${query}&groupBy=${groupBy}`, fetchApi, live)
}

export function useSlowTurns(query: string) {
  return useSWR<{ items: SlowTurn[] }, Error>(`/api/latency/turns?${query}`, fetchApi, live)
}

export function useFindings(agentId: string) {
  const query = agentId && `?agentId=${encodeURIComponent(agentId)}`
  return useSWR<{ items: Finding[] }, Error>(`/api/latency/diagnosis${query}`, fetchApi, live)
}

export function useFixes() {
  return useSWR<{ items: AppliedFix[] }, Error>('/api/latency/fixes', fetchApi, live)
}
