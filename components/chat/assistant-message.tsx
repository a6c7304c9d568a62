'use client'

import { RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, useMemo } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import type { LumosMessage, MessageMetadata } from '#lib/contracts/chat/chat.ts'
import { shownParts } from '#lib/contracts/chat/shown-parts.ts'
import { AskOtherModel } from './ask-other-model.tsx'
import { BranchSwitch } from './branch-switch.tsx'
import { CachedNote } from './cached-note.tsx'
import { AskWith } from './choice/ask-with.tsx'
import { CopyButton } from './copy-button.tsx'
import { GeneratedImage } from './generated-image.tsx'
import { LeftOutServers } from './left-out-servers.tsx'
import { SourcesContext } from './markdown/answer-context.ts'
import { htmlAsWritten } from './markdown/copy-as-written.ts'
import { Markdown } from './markdown/markdown.tsx'
import type { MessageActions } from './message-actions.ts'
import { MessageStatusNote } from './message-status-note.tsx'
import { ModelName } from './model-name.tsx'
import { NotSavedNote } from './not-saved-note.tsx'
import { Rating } from './rating.tsx'
import { Reasoning } from './reasoning.tsx'
import { messageElementId } from './scroll/message-elements.ts'
import { Sources, sourcesOf } from './sources.tsx'
import { ToolCall } from './tool-call.tsx'
import { UsedFiles } from './used-files.tsx'
import { UsedMemories } from './used-memories.tsx'
import { ReadAloud } from './voice/read-aloud.tsx'
import { TurnLatency } from './waterfall/turn-latency.tsx'

const noteClass = 'mt-2 text-[13px] text-muted-foreground leading-5'

interface Props {
  message: LumosMessage
  isStreaming: boolean
  isSimulated: boolean
  actions: MessageActions
}

/** An answer. Memoised: it renders only when its own message changes. */
export const AssistantMessage = memo(function AssistantMessage({
  message,
  isStreaming,
  isSimulated,
  actions,
}: Props) {
  const t = useTranslations('chat')
  const { metadata = {}, parts: streamed } = message
  const { relabelled } = metadata
  const parts = useMemo(() => shownParts(streamed, relabelled), [streamed, relabelled])
  const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('\n')
  const hasText = text.trim() !== ''
  const sources = useMemo(() => sourcesOf(parts), [parts])
  return (
    <article
      id={messageElementId(message.id)}
      className="group my-6"
      data-testid="message-assistant"
      aria-label={t('answer')}
      aria-busy={isStreaming}
      data-answer
    >
      <SourcesContext value={sources}>
        {parts.map((part, index) => {
          const key = `${part.type}-${index}`
          if (part.type === 'text')
            return <Markdown key={key} text={part.text} isStreaming={isStreaming} />
          if (part.type === 'reasoning') {
            return (
              <Reasoning
                key={key}
                text={part.text}
                isThinking={isStreaming && !hasText}
                thoughtMs={thoughtMs(metadata)}
              />
            )
          }
          if (part.type === 'dynamic-tool')
            return (
              <ToolCall
                key={key}
                part={part}
                ms={metadata.toolMs?.[part.toolCallId]}
                onDecide={actions.decide}
              />
            )
          if (part.type === 'file') return <GeneratedImage key={key} part={part} />
          return null
        })}
      </SourcesContext>
      <Sources sources={sources} />
      {!isStreaming && (
        <>
          <MessageStatusNote
            metadata={metadata}
            hasText={hasText}
            id={message.id}
            actions={actions}
          />
          {metadata.leftOutServers && <LeftOutServers servers={metadata.leftOutServers} />}
          {metadata.withoutTools && <p className={noteClass}>{t('without-tools')}</p>}
          {metadata.finishWords && (
            <p className={noteClass} lang="en">
              {metadata.finishWords}
            </p>
          )}
          {metadata.files && <UsedFiles files={metadata.files} />}
          {metadata.notKept && <NotSavedNote reason={metadata.notKept} />}
          <div className="-ml-2 mt-1.5 flex min-h-8 flex-wrap items-center gap-x-0.5 print:[&_button:not([data-testid=ttfb-result])]:hidden">
            {metadata.timing && (
              <TurnLatency
                timing={metadata.timing}
                browser={metadata.browser}
                prompt={metadata.prompt}
                routing={metadata.route}
                agentId={metadata.agentId}
              />
            )}
            {metadata.cachedAt && (
              <CachedNote
                cachedAt={metadata.cachedAt}
                onAskAnew={() => actions.retry(message.id)}
              />
            )}
            {metadata.memories && <UsedMemories memories={metadata.memories} />}
            {hasText && <CopyButton text={text} html={richText} />}
            {hasText && <ReadAloud text={text} />}
            <IconButton
              label={t('retry')}
              onClick={() => actions.retry(message.id)}
              data-testid="retry"
              className="whenever-idle"
            >
              <RotateCcw />
            </IconButton>
            <AskWith
              model={metadata.model}
              onAsk={(model) => actions.retry(message.id, { model })}
            />
            {hasText && (
              <Rating
                feedback={metadata.feedback}
                onRate={(value, comment) => actions.rate(message.id, value, comment)}
              />
            )}
            <BranchSwitch id={message.id} ids={metadata.siblings} onSelect={actions.showBranch} />
            {metadata.route && (
              <AskOtherModel
                chosen={metadata.route.route}
                onAsk={(route) => actions.retry(message.id, { route })}
              />
            )}
            {metadata.model && (
              <span className="ml-2 min-w-0 text-muted-foreground text-xs">
                <ModelName id={metadata.model} isSimulated={isSimulated} />
              </span>
            )}
          </div>
        </>
      )}
    </article>
  )
})

function richText(button: Element): string {
  return htmlAsWritten(button.closest('article')?.querySelectorAll('.markdown') ?? [])
}

/** Milliseconds from the first reasoning text to the first answer text. */
function thoughtMs({ timing }: MessageMetadata): number | null {
  if (timing?.reasoningMs === undefined || timing.ttfbMs === null) return null
  return Math.max(0, timing.ttfbMs - timing.reasoningMs)
}
