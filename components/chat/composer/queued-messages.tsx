'use client'

import { Clock, Pencil, SendHorizontal, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '#components/ui/button.tsx'
import { dequeue, useQueue } from '../open-chat/message-queue.ts'
import { insertIntoComposer } from './insertions.ts'

/**
 * The messages that wait for the running answer's end: each can be edited, removed or sent at once.
 */
export function QueuedMessages({
  chatId,
  isBusy,
  onSendNow,
}: {
  chatId: string
  isBusy: boolean
  onSendNow: (id: string) => void
}) {
  const t = useTranslations('chat.queue')
  const queue = useQueue(chatId)
  if (queue.length === 0) return null
  const edit = (id: string) => {
    const message = dequeue(chatId, id)
    if (message) insertIntoComposer(message.text, message.files)
  }
  return (
    <section aria-label={t('title')} data-testid="queue" className="mb-2 rounded-lg border bg-card">
      <p role="status" className="px-3 pt-2 text-muted-foreground text-xs">
        {isBusy ? t('waiting') : t('paused')}
      </p>
      <ul className="max-h-40 overflow-y-auto p-1">
        {queue.map(({ id, text, files }) => (
          <li key={id} className="flex items-center gap-1 rounded-md pl-2" data-testid="queued">
            <Clock aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
            <span className="min-w-0 flex-1 truncate px-1.5 text-sm">
              {text || files.map(({ filename }) => filename).join(', ')}
            </span>
            <IconButton
              label={isBusy ? t('steer') : t('send-now')}
              onClick={() => onSendNow(id)}
              data-testid="send-now"
            >
              <SendHorizontal />
            </IconButton>
            <IconButton label={t('edit')} onClick={() => edit(id)}>
              <Pencil />
            </IconButton>
            <IconButton label={t('remove')} onClick={() => dequeue(chatId, id)}>
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
