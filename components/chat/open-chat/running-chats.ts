'use client'

import { useSyncExternalStore } from 'react'

const running = new Set<string>()
const listeners = new Set<() => void>()

/** Notes whether a chat is being answered. */
export function setRunning(chatId: string, isRunning: boolean): void {
  if (running.has(chatId) === isRunning) return
  if (isRunning) running.add(chatId)
  else running.delete(chatId)
  for (const listener of listeners) listener()
}

export function isRunning(chatId: string): boolean {
  return running.has(chatId)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Is the chat being answered, as far as this page knows? */
export function useIsRunning(chatId: string): boolean {
  return useSyncExternalStore(
    subscribe,
    () => running.has(chatId),
    () => false,
  )
}
