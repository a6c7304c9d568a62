'use client'

import { useChat } from '@ai-sdk/react'
import { DefaultChatTransport } from 'ai'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { callApi } from '#components/api-client.ts'
import type { ChatMessage, LumosMessage } from '#lib/contracts/chat.ts'
import { beginTurn, createLiveTurn } from './live-turn.ts'
import { branchTo, toLumosMessage } from './message-tree.ts'
import { useBrowserStages } from './use-browser-stages.ts'

/** How often at most the page renders while an answer streams. */
const renderEveryMs = 50

interface Options {
  chatId: string
  agentId: string | undefined
  /** All messages of the chat, as stored. */
  stored: ChatMessage[]
  onTurnEnd: () => void
  onMemory: (data: { saved?: { text: string }[]; deleted?: { text: string }[] }) => void
}

/** A chat's messages and its turns: sends, streams, resumes after a reload, stops. */
export function useChatStream({ chatId, agentId, stored, onTurnEnd, onMemory }: Options) {
  const live = useRef(createLiveTurn()).current
  const agent = useRef(agentId)
  agent.current = agentId
  const isRunning = stored.some(({ status }) => status === 'streaming')
  const initial = useMemo(
    () =>
      branchTo(stored)
        .filter(({ status }) => status !== 'streaming')
        .map(toLumosMessage),
    [stored],
  )
  const transport = useMemo(() => createTransport(agent), [])

  const chat = useChat<LumosMessage>({
    id: chatId,
    messages: initial,
    transport,
    throttle: renderEveryMs,
    generateId: () => crypto.randomUUID(),
    onData: (part) => {
      live.firstFrameAt ??= performance.now()
      if (part.type === 'data-stage' && part.data.endMs === null) live.stage = part.data.name
      if (part.type === 'data-memory') onMemory(part.data)
    },
    onFinish: onTurnEnd,
    onError: onTurnEnd,
  })

  // A run that is going is joined once, when the page opens.
  const { resumeStream } = chat
  const hasJoined = useRef(false)
  useEffect(() => {
    if (!isRunning || hasJoined.current) return
    hasJoined.current = true
    beginTurn(live)
    void resumeStream().then(onTurnEnd)
  }, [isRunning, resumeStream, live, onTurnEnd])

  const isBusy = chat.status === 'submitted' || chat.status === 'streaming'
  const hasText = hasVisibleText(chat.messages.at(-1))
  const stagesOfTurn = useBrowserStages(live, chat.messages.at(-1)?.metadata, isBusy && hasText)

  const send = useCallback(
    (text: string) => {
      beginTurn(live)
      void chat.sendMessage({ text })
    },
    [chat.sendMessage, live],
  )
  const regenerate = useCallback(
    (messageId: string) => {
      beginTurn(live)
      void chat.regenerate({ messageId })
    },
    [chat.regenerate, live],
  )
  /** The server ends the stream, which carries what was kept. */
  const stop = useCallback(() => callApi('POST', `/api/chat/${chatId}/stop`), [chatId])

  return {
    messages: chat.messages,
    setMessages: chat.setMessages,
    error: chat.error,
    clearError: chat.clearError,
    isBusy,
    hasText,
    live,
    stagesOfTurn,
    send,
    regenerate,
    stop,
  }
}

function hasVisibleText(message: LumosMessage | undefined): boolean {
  if (message?.role !== 'assistant') return false
  return message.parts.some((part) => part.type === 'text' && part.text !== '')
}

function createTransport(agent: { current: string | undefined }) {
  return new DefaultChatTransport<LumosMessage>({
    api: '/api/chat',
    prepareSendMessagesRequest: ({ id, messages, trigger, messageId }) => {
      const agentId = agent.current
      if (trigger === 'regenerate-message') return { body: { id, agentId, trigger, messageId } }
      const { id: newId, role, parts } = messages.at(-1) ?? { id: '', role: 'user', parts: [] }
      const parentId = messages.at(-2)?.id ?? null
      return { body: { id, agentId, trigger, parentId, message: { id: newId, role, parts } } }
    },
  })
}
