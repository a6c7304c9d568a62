'use client'

import { useEffect, useState } from 'react'
import type { ChatClient } from './chat-client.ts'

/**
 * The chat's messages and status.
 * @param everyMs shortest time between two renderings of messages; undefined for none
 */
export function useChatClient(chat: ChatClient, everyMs: number | undefined) {
  const [shown, setShown] = useState(() => chat.read())
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let lastAt = Number.NEGATIVE_INFINITY
    let { status, error } = chat.read()
    const show = () => {
      clearTimeout(timer)
      timer = undefined
      lastAt = performance.now()
      setShown(chat.read())
    }
    const onChange = () => {
      const now = chat.read()
      const isTurn = now.status !== status || now.error !== error
      status = now.status
      error = now.error
      const waitMs = isTurn ? 0 : lastAt + (everyMs ?? 0) - performance.now()
      if (waitMs <= 0) show()
      else timer ??= setTimeout(show, waitMs)
    }
    const unsubscribe = chat.subscribe(onChange)
    // What changed between the rendering and this effect.
    setShown(chat.read())
    return () => {
      clearTimeout(timer)
      unsubscribe()
    }
  }, [chat, everyMs])
  return shown
}
