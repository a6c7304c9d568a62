'use client'

import { useCallback, useEffect, useRef } from 'react'

const pauseMs = 350

/** Lets the server prepare the turn while the user types. Costs no tokens; failures do not matter. */
export function usePrewarm(agentId: string | undefined, chatId: string) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback(
    (draft: string) => {
      clearTimeout(timer.current)
      if (!agentId) return
      timer.current = setTimeout(() => {
        const body = { agentId, chatId, ...(draft.trim() && { draft: draft.slice(0, 10_000) }) }
        void fetch('/api/prewarm', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }).catch(() => undefined)
      }, pauseMs)
    },
    [agentId, chatId],
  )
}
