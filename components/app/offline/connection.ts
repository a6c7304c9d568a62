'use client'

import { useSyncExternalStore } from 'react'

/** Pause between two questions whether the server can be reached again, milliseconds. */
const askEveryMs = 4_000
const listeners = new Set<() => void>()
let isLost = false
let isWatched = false
let timer: ReturnType<typeof setTimeout> | undefined

function set(next: boolean): void {
  if (isLost === next) return
  isLost = next
  for (const listener of listeners) listener()
}

async function ask(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  const response = await fetch('/api/health', { cache: 'no-store' }).catch(() => null)
  if (response?.ok) set(false)
  else timer ??= setTimeout(() => void ask(), askEveryMs)
}

/** Records that a request did not reach the server, and asks until one does. */
export function noteConnectionLost(): void {
  set(true)
  timer ??= setTimeout(() => void ask(), askEveryMs)
}

/** Calls back at each change. @returns a function that ends it */
export function watchConnection(listener: () => void): () => void {
  if (!isWatched) {
    isWatched = true
    window.addEventListener('offline', noteConnectionLost)
    window.addEventListener('online', () => void ask())
    if (!navigator.onLine) noteConnectionLost()
  }
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const isConnectionLost = (): boolean => isLost

/** Whether the server cannot be reached at the moment. */
export function useIsConnectionLost(): boolean {
  return useSyncExternalStore(watchConnection, isConnectionLost, () => false)
}
