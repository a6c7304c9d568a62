'use client'

import type { FileUIPart } from 'ai'
import { ArrowDown } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import useSWR, { mutate } from 'swr'
import { type ApiError, callApi, fetchApi } from '#components/api-client.ts'
import { useChatTitle } from '#components/app/page-title.ts'
import { reloadChats } from '#components/app/use-chats.ts'
import { Button } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { toast } from '#components/ui/toast.ts'
import type { ChatAgent } from '#lib/contracts/agents/agent.ts'
import type { ChatDetail, LumosDataParts } from '#lib/contracts/chat/chat.ts'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import { inSecondPerson } from '#lib/contracts/memory/second-person.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { blindModel } from './blind-model.ts'
import { ChoiceContext } from './choice/choice-context.ts'
import { ChoicePicker } from './choice/choice-picker.tsx'
import { PictureOffer } from './choice/picture-offer.tsx'
import { AgentPicker } from './composer/agent-picker.tsx'
import { Composer } from './composer/composer.tsx'
import { QueuedMessages } from './composer/queued-messages.tsx'
import { TemporaryNote, TemporarySwitch, useDeleteWhenLeft } from './composer/temporary-chat.tsx'
import { DemoNotice } from './demo-notice.tsx'
import { FolderNote } from './folder-note.tsx'
import { MessageList } from './message-list.tsx'
import { chatPath } from './open-chat/chat-path.ts'
import { useChosenAgent } from './open-chat/chosen-agent.ts'
import { getOrOpenChat } from './open-chat/open-chats.ts'
import { readChat } from './open-chat/read-chat.ts'
import { useChatStream } from './open-chat/use-chat-stream.ts'
import { QuoteButton } from './quote-button.tsx'
import { useChatScroll } from './scroll/use-chat-scroll.ts'
import { TurnError } from './turn-error.tsx'
import { useCloseDeleted } from './use-close-deleted.ts'
import { useMessageActions } from './use-message-actions.ts'
import { useNewChatFolder } from './use-new-chat-folder.ts'
import { useTurnChoice, withChoice } from './use-turn-choice.ts'
import { Welcome } from './welcome.tsx'

/** Of the first message, which is the title until the server has made one. */
const mostTitleChars = 60

export function ChatView({ chatId }: { chatId: string }) {
  const t = useTranslations('chat')
  const [openChat] = useState(() => getOrOpenChat(chatId))
  const { data: agentList, isLoading: isLoadingAgents } = useSWR<{ items: ChatAgent[] }>(
    '/api/agents',
    fetchApi,
  )
  const { data: modelList } = useSWR<{ items: ModelInfo[] }>('/api/models', fetchApi)
  const [isKnown, setIsKnown] = useState(openChat.chat.messages.length > 0 || isOpen(chatId))
  // Read again when the user comes back: another page may have continued the chat.
  const { data: detail, error: readError } = useSWR<ChatDetail, ApiError>(
    isKnown ? chatPath(chatId) : null,
    readChat,
    { focusThrottleInterval: 1_000 },
  )
  const stream = useChatStream(openChat, detail)
  const { messages, isBusy } = stream
  useCloseDeleted(openChat, readError, isBusy)
  const isEmpty = messages.length === 0
  // A new chat is stored once its first turn has ended.
  if (!isKnown && !isEmpty && !isBusy) setIsKnown(true)

  // The gallery of agents leads to a new chat with this parameter.
  const wantedId = useSearchParams().get('agent')
  const [chosenId, setChosenId] = useState(wantedId ?? openChat.agentId)
  const agents = agentList?.items ?? []
  const folder = useNewChatFolder(openChat)
  const usedId = chosenId ?? detail?.agentId ?? folder?.agentId
  const agent = agents.find(({ id }) => id === usedId) ?? agents[0]
  useEffect(() => {
    openChat.agentId = agent?.id
  }, [openChat, agent?.id])
  const [choice, setChoice] = useTurnChoice(openChat, detail, agent, modelList?.items)
  const asked = withChoice(agent, choice)
  useMemoryNotices(openChat)
  const [isTemporary, setTemporary] = useState(openChat.isTemporary)
  useEffect(() => {
    openChat.isTemporary = isTemporary || (detail?.temporary ?? false)
    if (detail?.temporary) setTemporary(true)
  }, [openChat, isTemporary, detail?.temporary])
  useDeleteWhenLeft(openChat, isTemporary && !isEmpty)

  const { scroller, content, first, end, older, isAtBottom, toBottom } = useChatScroll(
    openChat,
    messages,
  )
  const send = useCallback(
    (text: string, files: FileUIPart[] = []) => {
      const isFirst = openChat.chat.messages.length === 0
      if (isFirst) window.history.replaceState(null, '', `/chat/${chatId}`)
      toBottom()
      openChat.send(text, files)
    },
    [openChat, chatId, toBottom],
  )
  const actions = useMessageActions(openChat)
  const firstText = textOfParts(messages[0]?.parts ?? []).slice(0, mostTitleChars)
  const title = detail?.title || (isEmpty ? t('new') : firstText || t('untitled'))
  useChatTitle(title)
  useChosenAgent(setChosenId)
  async function keep() {
    await callApi('PATCH', chatPath(chatId), { temporary: false })
    await Promise.all([mutate(chatPath(chatId)), reloadChats()])
    setTemporary(false)
  }
  const stop = () => openChat.stop().then(() => true, showError)

  return (
    <div className="flex h-full flex-col print:block print:h-auto">
      <div
        ref={scroller}
        className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain [scrollbar-gutter:stable_both-edges] print:overflow-visible"
      >
        <div
          ref={content}
          className={classNames(
            'mx-auto w-full max-w-3xl px-4 pt-4 pb-6 sm:px-6',
            isEmpty && 'flex min-h-full flex-col',
          )}
        >
          {isEmpty ? (
            <Welcome agent={agent} onPick={send}>
              <TemporarySwitch isOn={isTemporary} onChange={() => setTemporary(!isTemporary)} />
            </Welcome>
          ) : (
            <h1 className="sr-only">{title}</h1>
          )}
          <ChoiceContext value={agent?.allowModelChoice ?? false}>
            <MessageList
              messages={messages}
              first={first}
              end={end}
              older={older}
              isBusy={isBusy}
              hasText={stream.hasText}
              isThinking={stream.isThinking}
              live={openChat.live}
              models={modelList?.items}
              actions={actions}
            />
          </ChoiceContext>
          <TurnError
            error={stream.error}
            isReconnecting={stream.isReconnecting}
            messages={messages}
            onRetry={actions.retry}
          />
        </div>
      </div>
      <QuoteButton />
      <div className="relative mx-auto w-full max-w-3xl px-3 print:hidden pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6">
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
        {folder && isEmpty && <FolderNote folder={folder} />}
        {isTemporary && !isEmpty && <TemporaryNote onKeep={() => void keep().catch(showError)} />}
        <QueuedMessages
          chatId={chatId}
          isBusy={isBusy}
          onSendNow={(id) => void openChat.sendNow(id).catch(showError)}
        />
        <Composer
          chatId={chatId}
          draftKey={isEmpty && !isOpen(chatId) ? 'new' : chatId}
          agentId={agent?.id}
          canSend={agent !== undefined || !agentList}
          blindModel={blindModel(asked, modelList?.items)}
          chosenModel={choice.model}
          pictureOffer={
            <PictureOffer
              agent={agent}
              models={modelList?.items}
              onChoose={(model) => setChoice({ ...choice, model })}
            />
          }
          isBusy={isBusy}
          onSend={send}
          onStop={stop}
        >
          <AgentPicker
            agents={agents}
            models={modelList?.items}
            selected={agent}
            isLoading={isLoadingAgents}
            onSelect={setChosenId}
          />
          <ChoicePicker
            agent={agent}
            models={modelList?.items}
            choice={choice}
            onChange={setChoice}
          />
        </Composer>
        <DemoNotice agent={asked} models={modelList?.items} />
      </div>
    </div>
  )
}

function showError(error: unknown): false {
  toast.error(error instanceof Error ? error.message : String(error))
  return false
}

function isOpen(chatId: string): boolean {
  return typeof window !== 'undefined' && window.location.pathname === `/chat/${chatId}`
}

/** Shows a notice when a memory was saved or deleted while the chat is open. */
function useMemoryNotices(openChat: ReturnType<typeof getOrOpenChat>) {
  const t = useTranslations('chat')
  useEffect(() => {
    openChat.onMemory = ({ saved, deleted }: LumosDataParts['memory']) => {
      for (const { text } of saved ?? [])
        toast.success(t('memory-saved', { text: inSecondPerson(text) }))
      for (const { text } of deleted ?? [])
        toast.success(t('memory-deleted', { text: inSecondPerson(text) }))
    }
    return () => {
      openChat.onMemory = null
    }
  }, [openChat, t])
}
