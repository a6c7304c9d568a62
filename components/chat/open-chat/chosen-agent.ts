'use client'

import { useEffect } from 'react'

let pending: string | undefined
let listener: ((agentId: string) => void) | undefined

/** Chooses the agent of the chat that is shown, or that is shown next. */
export function chooseAgent(agentId: string): void {
  pending = agentId
  // After a new chat has taken the shown one's place.
  setTimeout(give)
}

function give(): void {
  if (pending === undefined || !listener) return
  listener(pending)
  pending = undefined
}

/** Calls back with the agent that was chosen outside of the chat. */
export function useChosenAgent(onChoose: (agentId: string) => void): void {
  useEffect(() => {
    listener = onChoose
    give()
    return () => {
      if (listener === onChoose) listener = undefined
    }
  }, [onChoose])
}
