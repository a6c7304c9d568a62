'use client'

import { useTranslations } from 'next-intl'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { AnswerVersions } from './answer-versions.tsx'
import { AssistantMessage } from './assistant-message.tsx'
import type { MessageActions } from './message-actions.ts'
import { isSimulated } from './model-name.tsx'
import type { LiveTurn } from './open-chat/live-turn.ts'
import { OlderMessagesNote } from './scroll/older-messages-note.tsx'
import type { OlderMessages } from './scroll/use-older-messages.ts'
import { UserMessage } from './user-message.tsx'
import { TtfbCounter } from './waterfall/ttfb-counter.tsx'

interface Props {
  messages: LumosMessage[]
  /** The messages that are mounted: from a position up to another, which is not included. */
  first: number
  end: number
  older: OlderMessages
  isBusy: boolean
  hasText: boolean
  isThinking: boolean
  live: LiveTurn
  models: ModelInfo[] | undefined
  actions: MessageActions
}

/** The visible branch, and below it the counter while its last answer is pending. */
export function MessageList({
  messages,
  first,
  end,
  older,
  isBusy,
  hasText,
  isThinking,
  live,
  models,
  actions,
}: Props) {
  const t = useTranslations('chat')
  const last = messages.at(-1)
  return (
    // A data attribute that CSS reads: the begin of a turn renders no message again.
    <div
      className="messages"
      data-busy={isBusy}
      data-ends={end < messages.length ? 'below' : 'here'}
    >
      {first === 0 && older.hasMore && <OlderMessagesNote older={older} />}
      <AnswerVersions messages={messages}>
        {messages.slice(first, end).map((message) => {
          if (message.role === 'user') {
            return <UserMessage key={message.id} message={message} actions={actions} />
          }
          return (
            <AssistantMessage
              key={message.id}
              message={message}
              isStreaming={message === last && isBusy && !hasEnded(message)}
              isSimulated={isSimulated(models, message.metadata?.model)}
              actions={actions}
            />
          )
        })}
      </AnswerVersions>
      {isBusy && (
        // Sticky at its final place at the end of the column, so that a growing answer does not
        // move it.
        <div className="sticky bottom-0 z-1 -mb-6 bg-background pb-6">
          <TtfbCounter
            live={live}
            isThinking={isThinking}
            hasText={hasText}
            ttfb={models?.find(({ id }) => id === last?.metadata?.model)?.ttfb ?? null}
          />
        </div>
      )}
      <p role="status" className="sr-only">
        {isBusy ? t('answering') : last?.role === 'assistant' && t('answered')}
      </p>
    </div>
  )
}

/** Whether the preceding answer had ended when the next turn began. */
function hasEnded({ metadata }: LumosMessage): boolean {
  return metadata?.status !== undefined && metadata.status !== 'streaming'
}
