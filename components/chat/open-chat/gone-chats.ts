'use client'

import { useCallback, useSyncExternalStore } from 'react'

/** Why a chat cannot be shown any more: it was deleted, or it was temporary and was left. */
export type GoneReason = 'deleted' | 'temporary'

const key = 'lumos-gone-chats'
/** Most chats recorded per tab. */
const mostNoted = 100
const listeners = new Set<() => void>()
let noted: Record<string, GoneReason> | undefined

function read(): Record<string, GoneReason> {
  noted ??= JSON.parse(sessionStorage.getItem(key) ?? '{}') as Record<string, GoneReason>
  return noted
}

function write(next: [string, GoneReason][]): void {
  noted = Object.fromEntries(next.slice(-mostNoted))
  sessionStorage.setItem(key, JSON.stringify(noted))
  for (const listener of listeners) listener()
}

/**
 * Records that a chat is gone. It survives a reload, so that no page of this tab shows the chat
 * again.
 */
export function noteGone(chatId: string, reason: GoneReason): void {
  if (!read()[chatId]) write([...Object.entries(read()), [chatId, reason]])
}

/** Records that a chat is there again, because it came out of the bin. */
export function forgetGone(chatId: string): void {
  if (read()[chatId]) write(Object.entries(read()).filter(([id]) => id !== chatId))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useGoneReason(chatId: string): GoneReason | undefined {
  const find = useCallback(() => read()[chatId], [chatId])
  return useSyncExternalStore(subscribe, find, () => undefined)
}
