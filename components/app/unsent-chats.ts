'use client'

import { useSyncExternalStore } from 'react'

/** A chat whose first message has not reached the server. */
export interface UnsentChat {
  id: string
  title: string
}

const key = 'lumos-unsent-chats'
const none: UnsentChat[] = []
const listeners = new Set<() => void>()
let unsent: UnsentChat[] | undefined

/** Stored per tab, so they survive a reload like their drafts. */
function read(): UnsentChat[] {
  unsent ??= JSON.parse(sessionStorage.getItem(key) ?? '[]') as UnsentChat[]
  return unsent
}

function write(chats: UnsentChat[]): void {
  unsent = chats
  sessionStorage.setItem(key, JSON.stringify(chats))
  for (const listener of listeners) listener()
}

export function noteUnsent(chat: UnsentChat): void {
  if (!read().some(({ id }) => id === chat.id)) write([chat, ...read()])
}

export function forgetUnsent(id: string): void {
  if (read().some((chat) => chat.id === id)) write(read().filter((chat) => chat.id !== id))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Newest first. */
export function useUnsentChats(): UnsentChat[] {
  return useSyncExternalStore(subscribe, read, () => none)
}
