'use client'

import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import type { Agent } from '#lib/contracts/agents/agent.ts'
import type { Page } from '#lib/contracts/list.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import type { Provider } from '#lib/contracts/models/provider.ts'

/** Refresh interval while a model's circuit breaker is open, milliseconds. */
const failingRefreshMs = 3_000

export function useModels() {
  return useSWR<{ items: ModelInfo[] }, Error>('/api/models', fetchApi, {
    refreshInterval: (data) =>
      data?.items.some(({ breaker }) => breaker.state !== 'closed') ? failingRefreshMs : 0,
  })
}

export function useProviders() {
  return useSWR<Page<Provider>, Error>('/api/providers', fetchApi)
}

export function useAgents() {
  return useSWR<Page<Agent>, Error>('/api/agents', fetchApi)
}
