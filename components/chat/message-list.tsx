'use client'

import type { LumosMessage } from '#lib/contracts/chat.ts'
import type { ModelInfo } from '#lib/contracts/model.ts'
import type { Stage } from '#lib/contracts/timing.ts'
import { AssistantMessage } from './assistant-message.tsx'
import type { LiveTurn } from './live-turn.ts'
import type { MessageActions } from './message-actions.ts'
import { TtfbCounter } from './ttfb-counter.tsx'
import { UserMessage } from './user-message.tsx'

interface Props {
  messages: LumosMessage[]
  isBusy: boolean
  hasText: boolean
  live: LiveTurn
  stagesOfTurn: Record<string, Stage[]>
  models: ModelInfo[] | undefined
  siblings: Map<string, string>
  actions: MessageActions
}

const noStages: Stage[] = []

/** The visible branch, and below it the counter while its last answer is waited for. */
export function MessageList({
  messages,
  isBusy,
  hasText,
  live,
  stagesOfTurn,
  models,
  siblings,
  actions,
}: Props) {
  return (
    <>
      {messages.map((message, index) => {
        const isLast = index === messages.length - 1
        const siblingIds = siblings.get(message.id) ?? ''
        if (message.role === 'user') {
          return (
            <UserMessage
              key={message.id}
              message={message}
              actions={actions}
              siblingIds={siblingIds}
              isBusy={isBusy}
            />
          )
        }
        return (
          <AssistantMessage
            key={message.id}
            message={message}
            isStreaming={isLast && isBusy}
            isLast={isLast}
            isBusy={isBusy}
            browser={stagesOfTurn[message.metadata?.turnId ?? ''] ?? noStages}
            models={models}
            siblingIds={siblingIds}
            actions={actions}
          />
        )
      })}
      {isBusy && !hasText && <TtfbCounter live={live} />}
    </>
  )
}
