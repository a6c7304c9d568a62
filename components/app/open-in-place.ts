'use client'

import { usePathname, useRouter } from 'next/navigation'
import { type MouseEvent, useCallback } from 'react'

function isChatPath(path: string): boolean {
  return path === '/' || path.startsWith('/chat/')
}

/**
 * Opens a chat. Chats are shown by one page, so going from one to another asks the server for
 * nothing but its messages.
 */
export function useShowChat(): (path: string) => void {
  const router = useRouter()
  const pathname = usePathname()
  return useCallback(
    (path) => {
      if (!isChatPath(pathname)) router.push(path)
      else if (path !== pathname) window.history.pushState(null, '', path)
      else document.querySelector<HTMLElement>('[data-testid=composer]')?.focus()
    },
    [router, pathname],
  )
}

/** The same for a link; new tabs and windows stay the browser's. */
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
