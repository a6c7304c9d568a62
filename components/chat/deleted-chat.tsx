'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useShowChat } from '#components/app/open-in-place.ts'
import { Button } from '#components/ui/button.tsx'
import { dropDraft, readDraft, saveDraft } from './open-chat/drafts.ts'
import type { GoneReason } from './open-chat/gone-chats.ts'
import { clearQueue, readQueue } from './open-chat/message-queue.ts'

/** Shown in place of a deleted chat. Offers to take its draft to a new chat. */
export function DeletedChat({ chatId, reason }: { chatId: string; reason: GoneReason }) {
  const t = useTranslations('chat.gone')
  const showChat = useShowChat()
  const [words] = useState(() => wordsTyped(chatId))
  const begin = () => {
    if (words) saveDraft('new', words)
    dropDraft(chatId)
    clearQueue(chatId)
    showChat('/')
  }
  return (
    <div
      data-testid="deleted-chat"
      className="flex h-full min-h-[60dvh] flex-col items-center justify-center gap-2 p-6 text-center"
    >
      <h1 className="font-semibold text-xl">{t(`${reason}.title`)}</h1>
      <p className="max-w-sm text-muted-foreground text-sm leading-6">{t(`${reason}.text`)}</p>
      {words && (
        <blockquote className="mt-2 max-h-40 w-full max-w-md overflow-y-auto whitespace-pre-wrap rounded-md border bg-card p-3 text-left text-sm leading-6">
          {words}
        </blockquote>
      )}
      <Button variant="outline" className="mt-3" onClick={begin}>
        {words ? t('begin-with-words') : t('begin')}
      </Button>
    </div>
  )
}

/** The unsent draft of the chat. */
function wordsTyped(chatId: string): string {
  const queued = readQueue(chatId).map(({ text }) => text)
  return [...queued, readDraft(chatId) ?? ''].filter((text) => text.trim() !== '').join('\n\n')
}
