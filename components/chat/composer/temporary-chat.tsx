'use client'

import { MessageCircleDashed } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useLeaveGuard } from '#components/ui/use-leave-guard.ts'
import type { OpenChat } from '../open-chat/open-chat.ts'
import { closeDeletedChat } from '../open-chat/open-chats.ts'

/** Switches whether the new chat is a temporary one. */
export function TemporarySwitch({ isOn, onChange }: { isOn: boolean; onChange: () => void }) {
  const t = useTranslations('chat')
  return (
    <div className="mt-8 flex flex-col items-center gap-2">
      <Button
        variant={isOn ? 'primary' : 'outline'}
        size="sm"
        aria-pressed={isOn}
        onClick={onChange}
        data-testid="temporary"
      >
        <MessageCircleDashed className="size-4" /> {t('temporary')}
      </Button>
      <p className="min-h-6 max-w-md text-muted-foreground text-sm leading-6" role="status">
        {isOn && t('temporary-text')}
      </p>
    </div>
  )
}

/** Shows above the composer that nothing of this chat is stored. */
export function TemporaryNote({ onKeep }: { onKeep: () => void }) {
  const t = useTranslations('chat')
  return (
    <div
      data-testid="temporary-note"
      className="mb-2 flex items-center gap-2 rounded-md bg-muted px-3 py-2 text-muted-foreground text-sm"
    >
      <MessageCircleDashed className="size-4 shrink-0" aria-hidden />
      <span className="min-w-0 flex-1">{t('temporary-text')}</span>
      <Button variant="outline" size="sm" className="text-foreground" onClick={onKeep}>
        {t('temporary-keep')}
      </Button>
    </div>
  )
}

/**
 * Asks before a temporary chat is left, and deletes it when the user leaves to another chat or
 * page, or closes the tab.
 */
export function useDeleteWhenLeft(openChat: OpenChat, hasContent: boolean): void {
  const t = useTranslations('chat')
  useLeaveGuard(hasContent, {
    title: t('temporary-leave.title'),
    description: t('temporary-leave.text'),
    action: t('temporary-leave.action'),
  })
  useEffect(() => {
    const leave = () => {
      if (!openChat.isTemporary || openChat.chat.messages.length === 0) return
      closeDeletedChat(openChat.chatId, 'temporary')
      // `keepalive` lets the request finish after the page is closed.
      void fetch(`/api/chats/${openChat.chatId}`, { method: 'DELETE', keepalive: true })
    }
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [openChat])
}
