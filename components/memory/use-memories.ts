'use client'

import { usePages } from '#components/use-pages.ts'
import type { Memory, MemoryType } from '#lib/contracts/memory/memory.ts'

/** The user's memories that match the query and the type, newest first. */
export function useMemories({ query, type }: { query: string; type: MemoryType | '' }) {
  const parameters = new URLSearchParams()
  if (query) parameters.set('query', query)
  if (type) parameters.set('type', type)
  const suffix = parameters.size > 0 ? `?${parameters}` : ''
  return usePages<Memory>(`/api/memories${suffix}`)
}
