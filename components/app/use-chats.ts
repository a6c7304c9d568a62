'use client'

import { useEffect, useMemo } from 'react'
import useSWRInfinite, { type SWRInfiniteKeyedMutator, unstable_serialize } from 'swr/infinite'
import { fetchApi } from '#components/api-client.ts'
import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'
import type { Page } from '#lib/contracts/list.ts'
import { useChangedChats } from './chats/changed-chats.ts'
import { type ChatFilter, fits, withChanges } from './chats/chat-filter.ts'
import { useHeld } from './chats/held-lists.ts'

const pageSize = 40

function keyOf(filter: ChatFilter) {
  const fields = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')
  return (index: number, previous: Page<ChatSummary> | null) => {
    if (previous && !previous.nextCursor) return null
    const parameters = new URLSearchParams({ limit: String(pageSize) })
    for (const [name, value] of fields) parameters.set(name, String(value))
    if (index > 0 && previous?.nextCursor) parameters.set('cursor', previous.nextCursor)
    return `/api/chats?${parameters}`
  }
}

type Mutate = SWRInfiniteKeyedMutator<Page<ChatSummary>[]>

/** The lists that are shown, by their key. Only a list's own `mutate` reads all of its pages again. */
const shownLists = new Map<string, { filter: ChatFilter; mutate: Mutate; count: number }>()

function useShownList(filter: ChatFilter, mutate: Mutate): void {
  useEffect(() => {
    const key = unstable_serialize(keyOf(filter))
    const list = shownLists.get(key) ?? { filter, mutate, count: 0 }
    shownLists.set(key, list)
    list.count += 1
    return () => {
      list.count -= 1
      if (list.count === 0) shownLists.delete(key)
    }
  }, [filter, mutate])
}

/**
 * Chats of the user, newest first, in pages.
 * @param filter the same object for the same list
 */
export function useChats(filter: ChatFilter) {
  const list = useSWRInfinite<Page<ChatSummary>>(keyOf(filter), fetchApi, {
    keepPreviousData: true,
    revalidateFirstPage: true,
  })
  useShownList(filter, list.mutate)
  const changed = useChangedChats()
  const { data } = list
  const hasMore = data?.at(-1)?.nextCursor != null
  const chats = useMemo(() => {
    const read = data?.flatMap(({ items }) => items)
    return read && withChanges(read, changed, filter, hasMore)
  }, [data, changed, filter, hasMore])
  return {
    chats: useHeld(chats),
    error: list.error as Error | undefined,
    hasMore,
    isLoadingMore: list.isValidating && list.size > (data?.length ?? 0),
    loadMore: () => list.setSize((size) => size + 1),
    reload: () => list.mutate(),
  }
}

/** Delay that gathers what changes together into one reading, milliseconds. */
const gatherMs = 200
let gathered: Promise<void> | undefined

/** Reads all shown lists again, such as after a chat began, ended or received its title. */
export function reloadChats(): Promise<void> {
  gathered ??= new Promise<void>((resolve) => setTimeout(resolve, gatherMs)).then(async () => {
    gathered = undefined
    await Promise.all([...shownLists.values()].map(({ mutate }) => mutate()))
  })
  return gathered
}

/** Adds a chat at the top of its lists before the server has stored it. */
export async function addChat(
  chat: Pick<ChatSummary, 'id' | 'title'> & Partial<ChatSummary>,
): Promise<void> {
  const now = new Date().toISOString()
  const added: ChatSummary = {
    ...{ agentId: null, memory: true, pinned: false, archived: false, folderId: null },
    ...{ createdAt: now, updatedAt: now },
    ...chat,
  }
  const lists = [...shownLists.values()].filter(
    ({ filter }) => !filter.query && fits(added, filter),
  )
  await Promise.all(
    lists.map(({ mutate }) =>
      mutate(
        (pages) => {
          const [first, ...rest] = pages ?? []
          if (!first) return pages
          return [{ ...first, items: [added, ...first.items] }, ...rest]
        },
        { revalidate: false },
      ),
    ),
  )
}
