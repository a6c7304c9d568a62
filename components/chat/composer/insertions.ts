'use client'

import type { FileUIPart } from 'ai'
import { useEffect, useRef } from 'react'

type Insert = (text: string, files: FileUIPart[]) => void
const listeners = new Set<Insert>()

/** Inserts text and files at the beginning of the composer. */
export function insertIntoComposer(text: string, files: FileUIPart[] = []): void {
  for (const listener of listeners) listener(text, files)
}

/** Calls back with text that other parts of the page insert into the composer. */
export function useInsertions(onInsert: Insert): void {
  const latest = useRef(onInsert)
  useEffect(() => {
    latest.current = onInsert
  }, [onInsert])
  useEffect(() => {
    const listener: Insert = (text, files) => latest.current(text, files)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, [])
}
