'use client'

import { useSyncExternalStore } from 'react'

const running = new Set<string>()
const listeners = new Set<() => void>()
const endListeners = new Set<(chatId: string) => void>()

/** Records whether the chat has a running turn. */
export function setRunning(chatId: string, isRunning: boolean): void {
  if (running.has(chatId) === isRunning) return
  if (isRunning) running.add(chatId)
  else running.delete(chatId)
  for (const listener of listeners) listener()
  if (!isRunning) for (const listener of endListeners) listener(chatId)
}

/** Calls back when a turn of a chat has ended. @returns a function that stops it */
export function watchEnds(listener: (chatId: string) => void): () => void {
  endListeners.add(listener)
  return () => endListeners.delete(listener)
}

export function isRunning(chatId: string): boolean {
  return running.has(chatId)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether this page sees a running turn of the chat. */
export function useIsRunning(chatId: string): boolean {
  return useSyncExternalStore(
    subscribe,
    () => running.has(chatId),
    () => false,
  )
}
