'use client'

import { useEffect, useState } from 'react'
import type { MessageMetadata } from '#lib/contracts/chat.ts'
import type { Stage } from '#lib/contracts/timing.ts'
import { browserStages, type LiveTurn } from './live-turn.ts'

/** The browser's stages of the turns that were watched on this page, by turn. */
export function useBrowserStages(
  live: LiveTurn,
  metadata: MessageMetadata | undefined,
  isTextArriving: boolean,
): Record<string, Stage[]> {
  const [stagesOfTurn, setStagesOfTurn] = useState<Record<string, Stage[]>>({})

  useEffect(() => {
    if (!isTextArriving || live.sentAt === null || live.firstTextAt !== null) return
    live.firstTextAt = performance.now()
    // The second frame begins when the first one is on the screen.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        live.paintedAt = performance.now()
      }),
    )
  }, [isTextArriving, live])

  useEffect(() => {
    const { turnId, timing, receivedAt = 0, sentAt = 0 } = metadata ?? {}
    if (!turnId || !timing || timing.ttfbMs === null || live.firstTextAt === null) return
    const stages = browserStages(live, sentAt - receivedAt, timing.ttfbMs)
    setStagesOfTurn((known) => (known[turnId] ? known : { ...known, [turnId]: stages }))
  }, [metadata, live])

  return stagesOfTurn
}
