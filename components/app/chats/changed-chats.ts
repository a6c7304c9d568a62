'use client'

import { useSyncExternalStore } from 'react'
import type { ListedChat } from './chat-filter.ts'

/** Changes that are shown before the server has made them, by the chat's id. */
let changed: ReadonlyMap<string, ListedChat> = new Map()
const none: ReadonlyMap<string, ListedChat> = new Map()
const listeners = new Set<() => void>()

function set(next: ReadonlyMap<string, ListedChat>): void {
  changed = next
  for (const listener of listeners) listener()
}

/** Shows chats as changed. @returns a function that ends it, unless they were changed again */
export function showChanged(chats: ListedChat[]): () => void {
  set(new Map([...changed, ...chats.map((chat) => [chat.id, chat] as const)]))
  return () => set(new Map([...changed].filter(([, chat]) => !chats.includes(chat))))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useChangedChats(): ReadonlyMap<string, ListedChat> {
  return useSyncExternalStore(
    subscribe,
    () => changed,
    () => none,
  )
}
