'use client'

import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Open menus of rows. */
let menus = 0
const listeners = new Set<() => void>()

function change(by: number): void {
  menus += by
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Part of the menu of a chat's row: the lists of chats stay as they are while it is open. */
export function HoldLists(): null {
  useEffect(() => {
    change(1)
    return () => change(-1)
  }, [])
  return null
}

/**
 * The latest value, or while a menu is open the one from before: a row that moves to another section
 * would close its menu.
 */
export function useHeld<T>(latest: T): T {
  const isHeld = useSyncExternalStore(
    subscribe,
    () => menus > 0,
    () => false,
  )
  const shown = useRef(latest)
  if (!isHeld) shown.current = latest
  return shown.current
}
