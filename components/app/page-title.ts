'use client'

import { useEffect, useSyncExternalStore } from 'react'

/** Begins the title of a hidden page in which an answer has ended. */
const mark = '● '
const listeners = new Set<() => void>()
let chatTitle: string | null = null
let isMarked = false

function show(title: string): void {
  document.title = isMarked ? `${mark}${title}` : title
}

function setMarked(next: boolean): void {
  const title = document.title.startsWith(mark) ? document.title.slice(mark.length) : document.title
  isMarked = next
  show(title)
}

/** Marks the title until the page is seen again. */
export function markTitle(): void {
  if (document.visibilityState === 'visible') return
  setMarked(true)
  document.addEventListener('visibilitychange', () => setMarked(false), { once: true })
}

/** Titles the page with the open chat. */
export function useChatTitle(title: string): void {
  useEffect(() => {
    chatTitle = title
    show(`${title} · Lumos`)
    for (const listener of listeners) listener()
    return () => {
      chatTitle = null
      for (const listener of listeners) listener()
    }
  }, [title])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The open chat's title; null on other pages. */
export function useOpenChatTitle(): string | null {
  return useSyncExternalStore(
    subscribe,
    () => chatTitle,
    () => null,
  )
}
