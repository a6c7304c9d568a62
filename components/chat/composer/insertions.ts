'use client'

import { useEffect, useRef } from 'react'

const listeners = new Set<(text: string) => void>()

/** Puts text into the composer, before what stands there. */
export function insertIntoComposer(text: string): void {
  for (const listener of listeners) listener(text)
}

/** Calls back with text that other parts of the page put into the composer. */
export function useInsertions(onInsert: (text: string) => void): void {
  const latest = useRef(onInsert)
  useEffect(() => {
    latest.current = onInsert
  }, [onInsert])
  useEffect(() => {
    const listener = (text: string) => latest.current(text)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, [])
}
