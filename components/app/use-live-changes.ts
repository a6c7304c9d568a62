'use client'

import { useEffect } from 'react'
import { mutate } from 'swr'
import { chatPath } from '#components/chat/open-chat/chat-path.ts'
import { forgetGone } from '#components/chat/open-chat/gone-chats.ts'
import { closeDeletedChat } from '#components/chat/open-chat/open-chats.ts'
import { isRunning } from '#components/chat/open-chat/running-chats.ts'
import type { ChatChange } from '#lib/contracts/chat/chat-change.ts'
import { reloadChats } from './use-chats.ts'

/** Delay before the stream is opened, milliseconds, so that the page's own requests come first. */
const openAfterMs = 2_000

/**
 * Keeps the list and the open chat in step with the user's other pages and devices. A hidden page
 * closes the stream, because it takes one of the browser's few connections per host.
 */
export function useLiveChanges(): void {
  useEffect(() => {
    let source: EventSource | undefined
    let opening: ReturnType<typeof setTimeout> | undefined
    const onMessage = ({ data }: MessageEvent<string>) => {
      // Not validated: Lumos' server writes this JSON from the same type.
      const change: ChatChange = JSON.parse(data)
      void reloadChats()
      if (change.type === 'missed')
        void mutate((key) => typeof key === 'string' && /^\/api\/chats\/[\w-]+$/.test(key))
      else if (change.type === 'folders') void mutate('/api/folders')
      else if (change.type === 'deleted') closeDeletedChat(change.chatId)
      else {
        forgetGone(change.chatId)
        if (!isRunning(change.chatId)) void mutate(chatPath(change.chatId))
      }
    }
    const close = () => {
      clearTimeout(opening)
      source?.close()
      source = undefined
    }
    const open = (afterMs: number) => {
      close()
      opening = setTimeout(() => {
        source = new EventSource('/api/events')
        source.addEventListener('message', onMessage)
      }, afterMs)
    }
    const onVisibility = () => (document.visibilityState === 'visible' ? open(0) : close())
    open(openAfterMs)
    document.addEventListener('visibilitychange', onVisibility)
    window.addEventListener('pagehide', close)
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      window.removeEventListener('pagehide', close)
      close()
    }
  }, [])
}
