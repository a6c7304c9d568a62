'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import useSWR from 'swr'
import type { ApiError } from '#components/api-client.ts'
import { NotFoundView } from '#components/app/not-found-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/empty-state.tsx'
import type { ChatDetail } from '#lib/contracts/chat/chat.ts'
import { ChatView } from './chat-view.tsx'
import { DeletedChat } from './deleted-chat.tsx'
import { chatPath } from './open-chat/chat-path.ts'
import { readDraft } from './open-chat/drafts.ts'
import { useGoneReason } from './open-chat/gone-chats.ts'
import { findOpenChat } from './open-chat/open-chats.ts'
import { waitingIn } from './open-chat/outbox.ts'
import { readAround } from './open-chat/read-chat.ts'
import { readPlace } from './scroll/kept-place.ts'

/**
 * The chat of the address, or a new one. A new chat's id is created here and becomes part of the
 * address with its first message. Returning to the start page creates another id.
 */
export function ChatScreen() {
  const pathname = usePathname()
  const [newId, setNewId] = useState(() => crypto.randomUUID())
  const [isUsed, setIsUsed] = useState(false)
  const id = /^\/chat\/([^/]+)$/.exec(pathname)?.[1]
  if (id === newId && !isUsed) setIsUsed(true)
  if (id === undefined && isUsed) {
    setIsUsed(false)
    setNewId(crypto.randomUUID())
  }
  const chatId = id ?? newId
  const goneReason = useGoneReason(chatId)
  if (goneReason) return <DeletedChat key={chatId} chatId={chatId} reason={goneReason} />
  return <OneChat key={chatId} chatId={chatId} isNew={id === undefined} />
}

/** Loads a stored chat that this page has not opened yet. */
function OneChat({ chatId, isNew }: { chatId: string; isNew: boolean }) {
  const t = useTranslations('common')
  const [isHere] = useState(() => isNew || findOpenChat(chatId) !== undefined)
  const { data, error, mutate } = useSWR<ChatDetail, ApiError>(
    isHere ? null : chatPath(chatId),
    () => readAround(chatId, findOpenChat(chatId) ? undefined : readPlace(chatId)?.messageId),
  )
  const isMissing = error?.status === 404
  // The chat's first message never reached the server.
  const isUnsent =
    error && ((isMissing && readDraft(chatId) !== null) || waitingIn(chatId) !== undefined)
  if (isHere || data || isUnsent) return <ChatView chatId={chatId} />
  if (isMissing) return <NotFoundView />
  if (error) {
    return (
      <div className="flex h-full flex-col items-center justify-center gap-4 p-6 text-center">
        <p role="alert">{error.message}</p>
        <Button variant="outline" onClick={() => void mutate()}>
          {t('retry')}
        </Button>
      </div>
    )
  }
  return (
    <div role="status" aria-label={t('loading')} className="mx-auto w-full max-w-3xl px-6 pt-10">
      <div className="flex flex-col gap-5">
        <Skeleton className="h-11 w-2/5 self-end" />
        <Skeleton className="h-4 w-4/5" />
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-4 w-3/5" />
      </div>
    </div>
  )
}
