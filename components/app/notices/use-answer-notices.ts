'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { findOpenChat } from '#components/chat/open-chat/open-chats.ts'
import { watchEnds } from '#components/chat/open-chat/running-chats.ts'
import { toast } from '#components/ui/toast.ts'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import { markTitle } from '../page-title.ts'
import { canNotify, chooseNotices, noticeChoice } from './notice-permission.ts'

const mostChars = 120

/**
 * When an answer ends while the page is hidden: marks the page's title and notifies, if the user
 * wants it. Offers it when the user returns to such an answer, until there is a choice.
 */
export function useAnswerNotices(): void {
  const t = useTranslations('shell.notices')
  useEffect(() => {
    const offer = () => {
      if (document.visibilityState !== 'visible') return
      document.removeEventListener('visibilitychange', offer)
      if (!canNotify() || noticeChoice() !== 'unset' || Notification.permission === 'denied') return
      toast(t('offer'), {
        duration: 15_000,
        action: { label: t('turn-on'), onClick: () => void chooseNotices(true) },
        onDismiss: () => void chooseNotices(false),
      })
    }
    const stop = watchEnds((chatId) => {
      if (document.visibilityState === 'visible') return
      markTitle()
      if (canNotify() && noticeChoice() === 'on') notify(chatId, t('answered')).catch(reportError)
      else document.addEventListener('visibilitychange', offer)
    })
    return () => {
      stop()
      document.removeEventListener('visibilitychange', offer)
    }
  }, [t])
}

async function notify(chatId: string, title: string): Promise<void> {
  const answer = findOpenChat(chatId)?.chat.messages.at(-1)
  const body = answer ? textOfParts(answer.parts).slice(0, mostChars) : ''
  const options = { body, tag: chatId, icon: '/icons/192.png', data: `/chat/${chatId}` }
  const registration = await navigator.serviceWorker?.getRegistration()
  // Phones show only notifications of a service worker.
  if (registration) {
    await registration.showNotification(title, options)
    return
  }
  const notification = new Notification(title, options)
  notification.onclick = () => window.focus()
}
