'use client'

import { ArrowDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { toast } from 'sonner'
import useSWR, { useSWRConfig } from 'swr'
import { fetchApi } from '#components/api-client.ts'
import { useReloadChats } from '#components/app/use-chats.ts'
import { Button } from '#components/ui/button.tsx'
import type { Agent } from '#lib/contracts/agent.ts'
import type { ChatDetail, ChatMessage } from '#lib/contracts/chat.ts'
import type { ModelInfo } from '#lib/contracts/model.ts'
import { AgentPicker } from './agent-picker.tsx'
import { Composer } from './composer.tsx'
import { DemoNotice } from './demo-notice.tsx'
import { MessageList } from './message-list.tsx'
import { branchTo, newestLeafBelow, siblingsOf, toLumosMessage } from './message-tree.ts'
import { TurnError } from './turn-error.tsx'
import { useChatStream } from './use-chat-stream.ts'
import { useStickToBottom } from './use-stick-to-bottom.ts'
import { Welcome } from './welcome.tsx'

const noMessages: ChatMessage[] = []
const titleDelayMs = 2_500

export function ChatView({ chatId, chat }: { chatId: string; chat: ChatDetail | null }) {
  const t = useTranslations('chat')
  const { mutate } = useSWRConfig()
  const reloadChats = useReloadChats()
  const { data: agentList } = useSWR<{ items: Agent[] }>('/api/agents', fetchApi)
  const { data: modelList, mutate: reloadModels } = useSWR<{ items: ModelInfo[] }>(
    '/api/models',
    fetchApi,
  )
  const [chosenAgentId, setChosenAgentId] = useState(chat?.agentId ?? undefined)
  const agents = agentList?.items ?? []
  const agent = agents.find(({ id }) => id === chosenAgentId) ?? agents[0]
  const path = `/api/chats/${chatId}`
  const { data: reloaded } = useSWR<ChatDetail>(chat ? path : null, fetchApi, {
    fallbackData: chat ?? undefined,
    revalidateOnFocus: false,
    revalidateOnMount: false,
  })
  const [grown, setGrown] = useState<ChatDetail | null>(null)
  const stored = (grown ?? reloaded ?? chat)?.messages ?? noMessages

  const onTurnEnd = useCallback(() => {
    void fetchApi<ChatDetail>(path).then(
      (detail) => {
        setGrown(detail)
        void mutate(path, detail, { revalidate: false })
      },
      () => undefined,
    )
    void reloadModels()
    void reloadChats()
    // The title is written after the turn.
    setTimeout(() => void reloadChats(), titleDelayMs)
  }, [path, mutate, reloadModels, reloadChats])
  const onMemory = useCallback(
    (data: { saved?: { text: string }[]; deleted?: { text: string }[] }) => {
      for (const { text } of data.saved ?? []) toast.success(t('memory-saved', { text }))
      for (const { text } of data.deleted ?? []) toast.success(t('memory-deleted', { text }))
    },
    [t],
  )

  const initial = useRef(stored).current
  const stream = useChatStream({ chatId, agentId: agent?.id, stored: initial, onTurnEnd, onMemory })
  const { messages, setMessages, send, regenerate } = stream
  const { scroller, content, isAtBottom, toBottom } = useStickToBottom()

  const sendNew = useCallback(
    (text: string) => {
      if (messages.length === 0) window.history.replaceState(null, '', `/chat/${chatId}`)
      toBottom()
      send(text)
    },
    [messages.length, chatId, send, toBottom],
  )
  const siblings = useMemo(
    () =>
      new Map(
        stored.map(({ id }) => [
          id,
          siblingsOf(stored, id)
            .map((message) => message.id)
            .join(' '),
        ]),
      ),
    [stored],
  )
  const current = useRef({ messages, stored })
  useEffect(() => {
    current.current = { messages, stored }
  })
  const actions = useMemo(
    () => ({
      retry: regenerate,
      edit: (id: string, text: string) => {
        const visible = current.current.messages
        setMessages(
          visible.slice(
            0,
            visible.findIndex((message) => message.id === id),
          ),
        )
        send(text)
      },
      continueAnswer: () => sendNew(t('continue-message')),
      showBranch: (id: string) => {
        const all = current.current.stored
        setMessages(branchTo(all, newestLeafBelow(all, id)).map(toLumosMessage))
      },
    }),
    [regenerate, setMessages, send, sendNew, t],
  )
  const stop = () =>
    stream
      .stop()
      .catch((error: unknown) =>
        toast.error(error instanceof Error ? error.message : String(error)),
      )

  return (
    <div className="flex h-full flex-col">
      <div
        ref={scroller}
        className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain [scrollbar-gutter:stable_both-edges]"
      >
        <div ref={content} className="mx-auto w-full max-w-3xl px-4 pt-4 pb-6 sm:px-6">
          {messages.length === 0 ? (
            <Welcome onPick={sendNew} />
          ) : (
            <h1 className="sr-only">{(grown ?? reloaded ?? chat)?.title || t('untitled')}</h1>
          )}
          <MessageList
            messages={messages}
            isBusy={stream.isBusy}
            hasText={stream.hasText}
            live={stream.live}
            stagesOfTurn={stream.stagesOfTurn}
            models={modelList?.items}
            siblings={siblings}
            actions={actions}
          />
          <TurnError error={stream.error} messages={messages} onRetry={regenerate} />
        </div>
      </div>
      <div className="relative mx-auto w-full max-w-3xl px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6">
        {!isAtBottom && (
          <Button
            variant="outline"
            size="sm"
            className="-top-11 -translate-x-1/2 absolute left-1/2 rounded-full shadow-md"
            onClick={toBottom}
          >
            <ArrowDown /> {t('to-latest')}
          </Button>
        )}
        <Composer
          chatId={chatId}
          agentId={agent?.id}
          isBusy={stream.isBusy}
          onSend={sendNew}
          onStop={stop}
        >
          <AgentPicker
            agents={agents}
            models={modelList?.items}
            selected={agent}
            onSelect={setChosenAgentId}
          />
        </Composer>
        <DemoNotice agent={agent} models={modelList?.items} />
      </div>
    </div>
  )
}
