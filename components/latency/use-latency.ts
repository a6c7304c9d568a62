'use client'

import { useEffect, useRef } from 'react'
import useSWR, { useSWRConfig } from 'swr'
import { fetchApi } from '#components/api-client.ts'
import type {
  AppliedFix,
  Finding,
  LatencyReport,
  LatencyStamp,
  SlowTurn,
} from '#lib/contracts/latency/latency.ts'

const stampPath = '/api/latency/stamp'
/** Interval of the check for changes, milliseconds; SWR pauses it while the page is hidden. */
const lookMs = 1_000
/**
 * Shortest time between two reloads of all figures, milliseconds, regardless of how many turns end.
 */
const leastMs = 3_000

/**
 * Reloads the page's figures when turns have ended. An idle page requests only the small change
 * stamp.
 */
export function useLiveFigures(): { error: Error | undefined } {
  const { data, error } = useSWR<LatencyStamp, Error>(stampPath, fetchApi, {
    refreshInterval: lookMs,
    dedupingInterval: lookMs / 2,
  })
  const { mutate } = useSWRConfig()
  const read = useRef<{ stamp: string; at: number } | null>(null)
  const stamp = data?.stamp
  useEffect(() => {
    if (stamp === undefined || stamp === read.current?.stamp) return
    const isFirst = read.current === null
    const waitMs = isFirst ? 0 : Math.max(0, (read.current?.at ?? 0) + leastMs - Date.now())
    const timer = setTimeout(() => {
      read.current = { stamp, at: Date.now() }
      // The first stamp belongs to the figures that are loaded already.
      if (!isFirst) void mutate(isFigures)
    }, waitMs)
    return () => clearTimeout(timer)
  }, [stamp, mutate])
  return { error }
}

function isFigures(key: unknown): boolean {
  return typeof key === 'string' && key.startsWith('/api/latency') && key !== stampPath
}

const options = { keepPreviousData: true }

export function useReport(query: string, groupBy: 'model' | 'agent') {
  return useSWR<LatencyReport, Error>(`/api/latency?${query}&groupBy=${groupBy}`, fetchApi, options)
}

export function useSlowTurns(query: string) {
  return useSWR<{ items: SlowTurn[] }, Error>(`/api/latency/turns?${query}`, fetchApi, options)
}

export function useFindings(agentId: string) {
  const query = agentId && `?agentId=${encodeURIComponent(agentId)}`
  return useSWR<{ items: Finding[] }, Error>(`/api/latency/diagnosis${query}`, fetchApi, options)
}

export function useFixes() {
  return useSWR<{ items: AppliedFix[] }, Error>('/api/latency/fixes', fetchApi, options)
}
