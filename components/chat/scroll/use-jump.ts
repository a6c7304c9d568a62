'use client'

import { useEffect } from 'react'

/** A message that an address leads to, and a word in it. */
export interface JumpTarget {
  messageId: string
  word: string
}

/**
 * Calls back with the message of this chat's address, such as `/chat/ID?word=tea#message-ID`, which is then
 * the chat's address again: a reload keeps the place that was read last.
 */
export function useJump(chatId: string, onJump: (target: JumpTarget) => void): void {
  useEffect(() => {
    const look = () => {
      const { hash, search, pathname } = window.location
      const messageId = /^#message-(.+)$/.exec(hash)?.[1]
      // The address changes before the page does: it may be another chat's by now.
      if (!messageId || pathname !== `/chat/${chatId}`) return
      window.history.replaceState(null, '', pathname)
      const word = new URLSearchParams(search).get('word') ?? ''
      onJump({ messageId: decodeURIComponent(messageId), word })
    }
    look()
    window.addEventListener('hashchange', look)
    return () => window.removeEventListener('hashchange', look)
  }, [chatId, onJump])
}
