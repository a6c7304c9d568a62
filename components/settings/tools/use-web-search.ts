'use client'

import { useState } from 'react'
import useSWR from 'swr'
import { callApi, fetchApi } from '#components/api-client.ts'
import type {
  WebSearch,
  WebSearchChange,
  WebSearchCheck,
} from '#lib/contracts/agents/web-search.ts'

/** The search service of this instance, and a try of it. */
export function useWebSearch() {
  const { data, error, mutate } = useSWR<WebSearch, Error>('/api/web-search', fetchApi)
  const [check, setCheck] = useState<WebSearchCheck | 'running' | null>(null)
  return {
    data,
    error,
    reload: () => mutate(),
    check,
    /** @throws ApiError */
    async save(change: WebSearchChange) {
      const saved = await callApi<WebSearch>('PUT', '/api/web-search', change)
      setCheck(null)
      await mutate(saved, { revalidate: false })
    },
    /** @throws ApiError */
    async tryOut() {
      setCheck('running')
      const result = callApi<WebSearchCheck>('POST', '/api/web-search/check')
      setCheck(await result.catch(() => null))
      await result
    },
  }
}
