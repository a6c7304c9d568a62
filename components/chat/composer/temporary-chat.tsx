'use client'

import { MessageCircleDashed } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { OpenChat } from '../open-chat/open-chat.ts'
import { closeChat } from '../open-chat/open-chats.ts'

/** Makes the chat that is about to begin a temporary one, or not. */
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

/** Says above the composer that nothing of this chat stays. */
export function TemporaryNote() {
  const t = useTranslations('chat')
  return (
    <p
      data-testid="temporary-note"
      className="mb-2 flex items-center gap-2 rounded-md bg-muted px-3 py-2 text-muted-foreground text-sm"
    >
      <MessageCircleDashed className="size-4 shrink-0" aria-hidden />
      {t('temporary-text')}
    </p>
  )
}

/** Deletes a temporary chat when it is left: by another chat, another page, or a closed tab. */
export function useDeleteWhenLeft(openChat: OpenChat): void {
  useEffect(() => {
    const leave = () => {
      if (!openChat.isTemporary || openChat.chat.messages.length === 0) return
      closeChat(openChat.chatId)
      // Outlives the page.
      void fetch(`/api/chats/${openChat.chatId}`, { method: 'DELETE', keepalive: true })
    }
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [openChat])
}
