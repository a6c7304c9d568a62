'use client'

import { type RefObject, useEffect, useState } from 'react'
import { type SlashQuery, slashQuery } from './slash-query.ts'

/**
 * The query that the cursor of the focused field is in; null without one, and after `dismiss` until
 * another is begun.
 */
export function useSlashQuery(field: RefObject<HTMLTextAreaElement | null>, text: string) {
  /** What the cursor is in; null while the field has no cursor. */
  const [place, setPlace] = useState<{ query: SlashQuery | null } | null>(null)
  const [dismissedAt, setDismissedAt] = useState<number | null>(null)
  useEffect(() => {
    const read = () => {
      const { current } = field
      const isWriting = current !== null && document.activeElement === current
      const isOneSpot = current?.selectionStart === current?.selectionEnd
      setPlace(isWriting && isOneSpot ? { query: slashQuery(text, current.selectionStart) } : null)
    }
    read()
    const events = ['selectionchange', 'focusin', 'focusout'] as const
    for (const name of events) document.addEventListener(name, read)
    return () => {
      for (const name of events) document.removeEventListener(name, read)
    }
  }, [field, text])
  const found = place?.query ?? null
  if (dismissedAt !== null && place && found?.start !== dismissedAt) setDismissedAt(null)
  return {
    query: found && found.start !== dismissedAt ? found : null,
    dismiss: () => setDismissedAt(found?.start ?? null),
  }
}
