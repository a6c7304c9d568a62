'use client'

import { usePathname, useRouter } from 'next/navigation'
import { type MouseEvent, useCallback } from 'react'

function isChatPath(path: string): boolean {
  return /^\/($|[?#]|chat\/)/.test(path)
}

/** Opens a chat. One page shows all chats, so switching between them requests only the messages. */
export function useShowChat(): (path: string) => void {
  const router = useRouter()
  const pathname = usePathname()
  return useCallback(
    (path) => {
      if (!isChatPath(pathname)) router.push(path)
      else if (path.startsWith(`${pathname}#`)) window.location.hash = path.slice(pathname.length)
      else if (path !== pathname + window.location.search) window.history.pushState(null, '', path)
      else document.querySelector<HTMLElement>('[data-testid=composer]')?.focus()
    },
    [router, pathname],
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
