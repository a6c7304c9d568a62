'use client'

import useSWRInfinite from 'swr/infinite'
import type { Page } from '#lib/contracts/list.ts'
import { fetchApi } from './api-client.ts'

/** A paginated list of the API. The path may already contain a query. */
export function usePages<T>(path: string, limit = 50) {
  const list = useSWRInfinite<Page<T>, Error>(
    (index: number, previous: Page<T> | null) => {
      if (previous && !previous.nextCursor) return null
      const parameters = new URLSearchParams({ limit: String(limit) })
      if (index > 0 && previous?.nextCursor) parameters.set('cursor', previous.nextCursor)
      return `${path}${path.includes('?') ? '&' : '?'}${parameters}`
    },
    fetchApi,
    { keepPreviousData: true },
  )
  return {
    items: list.data?.flatMap((page) => page.items),
    error: list.error,
    isLoadingMore: list.data !== undefined && list.size > list.data.length,
    hasMore: list.data?.at(-1)?.nextCursor != null,
    loadMore: () => list.setSize((size) => size + 1),
    reload: () => list.mutate(),
  }
}
