'use client'

import useSWR from 'swr'
import { fetchApi } from '#components/api-client.ts'
import type { SavedPrompt } from '#lib/contracts/chat/saved-prompt.ts'

export const promptsPath = '/api/prompts'

/** The user's own prompts and the shared ones by title, as soon as they are wanted. */
export function usePrompts(isWanted = true) {
  const { data, error, mutate } = useSWR<{ items: SavedPrompt[] }, Error>(
    isWanted ? promptsPath : null,
    fetchApi,
  )
  return { prompts: data?.items, error, reload: () => mutate() }
}

/** Whether the text contains all words of the query. */
export function hasWords(text: string, query: string): boolean {
  const within = text.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => within.includes(word))
}
