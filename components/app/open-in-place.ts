'use client'

import { useRouter } from 'next/navigation'
import { type MouseEvent, useCallback } from 'react'

function isChatPath(path: string): boolean {
  return /^\/($|[?#]|chat\/)/.test(path)
}

/** Opens a chat. One page shows all chats, so switching between them requests only the messages. */
export function useShowChat(): (path: string) => void {
  const router = useRouter()
  return useCallback(
    (path) => {
      // Read when it is called, which may be long after the rendering.
      const { pathname, search } = window.location
      if (!isChatPath(pathname)) router.push(path)
      else if (path !== pathname + search) {
        window.history.pushState(null, '', path)
        // The open chat may be asked for another message.
        window.dispatchEvent(new Event('hashchange'))
      } else document.querySelector<HTMLElement>('[data-testid=composer]')?.focus()
    },
    [router],
  )
}

/** Handles a link's click likewise; clicks for a new tab or window are left to the browser. */
export function useOpenInPlace(): (event: MouseEvent<HTMLAnchorElement>) => void {
  const showChat = useShowChat()
  return useCallback(
    (event) => {
      const { metaKey, ctrlKey, shiftKey, altKey, currentTarget } = event
      if (metaKey || ctrlKey || shiftKey || altKey) return
      event.preventDefault()
      showChat(currentTarget.getAttribute('href') ?? '/')
    },
    [showChat],
  )
}
