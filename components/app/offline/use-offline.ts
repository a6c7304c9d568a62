'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { sendWaiting } from '#components/chat/open-chat/send-waiting.ts'
import { toast } from '#components/ui/toast.ts'
import { isConnectionLost, watchConnection } from './connection.ts'
import { keepForOffline } from './service-worker.ts'

/** Pages that need no request of their own: see `useShowChat`. */
const isChat = (path: string) => path === '/' || path.startsWith('/chat/')

/**
 * Keeps the account's newest chats for the time without a connection, sends messages that wait for
 * one, and keeps the open page where a link would end in the browser's error page.
 */
export function useOffline(userId: string): void {
  const t = useTranslations('shell')
  const locale = useLocale()
  useEffect(() => keepForOffline(userId, locale), [userId, locale])
  useEffect(() => {
    const send = () => {
      if (!isConnectionLost()) void sendWaiting(userId)
    }
    const stop = watchConnection(send)
    send()
    return stop
  }, [userId])
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest('a')
      if (!link || !isConnectionLost() || event.metaKey || event.ctrlKey) return
      if (link.origin !== window.location.origin || link.target || isChat(link.pathname)) return
      event.preventDefault()
      event.stopPropagation()
      toast.warning(t('page-needs-connection'))
    }
    // Before React's handlers, which would navigate.
    document.addEventListener('click', onClick, true)
    return () => document.removeEventListener('click', onClick, true)
  }, [t])
}
