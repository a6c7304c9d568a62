'use client'

import { mutate } from 'swr'
import useSWRInfinite, { unstable_serialize } from 'swr/infinite'
import { fetchApi } from '#components/api-client.ts'
import type { ChatSummary } from '#lib/contracts/chat.ts'
import type { Page } from '#lib/contracts/list.ts'

const pageSize = 40

function keyOf(query: string) {
  return (index: number, previous: Page<ChatSummary> | null) => {
    if (previous && !previous.nextCursor) return null
    const parameters = new URLSearchParams({ limit: String(pageSize) })
    if (query) parameters.set('query', query)
    if (index > 0 && previous?.nextCursor) parameters.set('cursor', previous.nextCursor)
    return `/api/chats?${parameters}`
  }
}

/** The user's chats, newest first, in pages. */
export function useChats(query: string) {
  const list = useSWRInfinite<Page<ChatSummary>>(keyOf(query), fetchApi, {
    keepPreviousData: true,
    revalidateFirstPage: true,
  })
  const chats = list.data?.flatMap(({ items }) => items)
  return {
    chats,
    error: list.error as Error | undefined,
    hasMore: list.data?.at(-1)?.nextCursor != null,
    loadMore: () => list.setSize((size) => size + 1),
    reload: () => list.mutate(),
  }
}

/** Reloads the list after a chat began, ended or received its title. */
export async function reloadChats(): Promise<void> {
  await mutate(unstable_serialize(keyOf('')))
}

/** Adds a chat at the top of the list before the server has stored it. */
export async function addChat(chat: { id: string; title: string }): Promise<void> {
  const now = new Date().toISOString()
  const added: ChatSummary = {
    ...chat,
    agentId: null,
    memory: true,
    pinned: false,
    archived: false,
    folderId: null,
    createdAt: now,
    updatedAt: now,
  }
  await mutate<Page<ChatSummary>[]>(
    unstable_serialize(keyOf('')),
    (pages) => {
      const [first, ...rest] = pages ?? []
      if (!first) return pages
      return [{ ...first, items: [added, ...first.items] }, ...rest]
    },
    { revalidate: false },
  )
}
