'use client'

import { useCallback, useEffect, useMemo, useRef } from 'react'

const pauseMs = 350
/** Longest time between two requests while the user types without a pause. */
const longestMs = 2_000

/**
 * Lets the server prepare the turn: at once when the field gets the focus, and while the user
 * types. Costs no tokens; failures are ignored. A newer request aborts the one before it, and
 * sending a message cancels a pending request.
 */
export function usePrewarm(agentId: string | undefined, chatId: string, model: string | null) {
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; since: number }>(undefined)
  const sent = useRef<AbortController>(undefined)

  const cancel = useCallback(() => {
    clearTimeout(waiting.current?.timer)
    waiting.current = undefined
  }, [])
  useEffect(
    () => () => {
      cancel()
      sent.current?.abort()
    },
    [cancel],
  )

  const now = useCallback(
    (draft: string) => {
      cancel()
      if (!agentId) return
      sent.current?.abort()
      sent.current = new AbortController()
      const body = {
        ...{ agentId, chatId },
        ...(model && { model }),
        ...(draft.trim() && { draft: draft.slice(0, 10_000) }),
      }
      void fetch('/api/prewarm', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: sent.current.signal,
      }).catch(() => undefined)
    },
    [agentId, chatId, model, cancel],
  )
  const soon = useCallback(
    (draft: string) => {
      const since = waiting.current?.since ?? performance.now()
      cancel()
      const leftMs = since + longestMs - performance.now()
      const timer = setTimeout(() => now(draft), Math.max(0, Math.min(pauseMs, leftMs)))
      waiting.current = { timer, since }
    },
    [cancel, now],
  )
  return useMemo(() => ({ now, soon, cancel }), [now, soon, cancel])
}
