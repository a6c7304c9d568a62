'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import useSWR from 'swr'
import { type ApiError, fetchApi } from '#components/api-client.ts'
import { NotFoundView } from '#components/app/not-found-view.tsx'
import { Skeleton } from '#components/ui/empty-state.tsx'
import type { ChatDetail } from '#lib/contracts/chat.ts'
import { ChatView } from './chat-view.tsx'

/**
 * A new chat: its id is made here and becomes its address with the first message, without leaving
 * this page. Coming back to the start from there makes another one.
 */
export function NewChatPage() {
  const isStart = usePathname() === '/'
  const wasElsewhere = useRef(false)
  const [chatId, setChatId] = useState(() => crypto.randomUUID())
  useEffect(() => {
    if (isStart && wasElsewhere.current) setChatId(crypto.randomUUID())
    wasElsewhere.current = !isStart
  }, [isStart])
  return <ChatView key={chatId} chatId={chatId} chat={null} />
}

/** A chat that exists. */
export function ChatPage({ chatId }: { chatId: string }) {
  const { data, error } = useSWR<ChatDetail, ApiError>(`/api/chats/${chatId}`, fetchApi, {
    revalidateOnFocus: false,
  })
  if (error?.status === 404) {
    return <NotFoundView />
  }
  if (error && !data) {
    return (
      <p role="alert" className="p-10 text-center text-danger">
        {error.message}
      </p>
    )
  }
  if (!data) {
    return (
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-5 px-4 pt-16">
        <Skeleton className="h-10 w-2/5 self-end" />
        <Skeleton className="h-24 w-4/5" />
      </div>
    )
  }
  return <ChatView key={chatId} chatId={chatId} chat={data} />
}
