import { DefaultChatTransport, type UIMessageChunk } from 'ai'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { answeredParts } from './approvals.ts'
import type { LiveTurn } from './live-turn.ts'
import { tellBrowserTiming } from './tell-browser-timing.ts'
import { choiceFields, type TurnChoice } from './turn-choice.ts'
import { watchTurn } from './watch-turn.ts'

/** What a transport asks and tells. */
export interface TransportOptions {
  live: LiveTurn
  /** The agent that the next turn is for. */
  agentId: () => string | undefined
  choice: () => TurnChoice
  isTemporary: () => boolean
  /** The folder of a new chat. */
  folderId: () => string | undefined
  /** Ids of approvals that count for the whole chat; they are sent once. */
  takeRemembered: () => string[]
  onStart: (turnId: string | undefined) => void
  onFirstText: () => void
  /** Called when the turn is stored with the browser's timing. */
  onMeasured: () => void
}

/** Speaks `POST /api/chat` and `GET /api/chat/:id/stream`, and records when frames arrive. */
export class ChatTransport extends DefaultChatTransport<LumosMessage> {
  private readonly options: TransportOptions

  constructor(options: TransportOptions) {
    super({
      api: '/api/chat',
      prepareSendMessagesRequest: ({ id, messages, trigger, messageId, body }) => {
        const asked = {
          id,
          agentId: options.agentId(),
          ...choiceFields(options.choice(), body ?? {}),
        }
        if (trigger === 'regenerate-message') {
          return { body: { ...asked, trigger, messageId } }
        }
        const last = messages.at(-1)
        const answered = last?.role === 'assistant' ? answeredParts(last) : []
        if (last && answered.length > 0) {
          const message = { id: last.id, role: last.role, parts: answered }
          return { body: { ...asked, message, rememberApprovals: options.takeRemembered() } }
        }
        if (last?.role === 'assistant') {
          return { body: { ...asked, trigger: 'continue-message', messageId: last.id } }
        }
        const { id: newId, role, parts } = messages.at(-1) ?? { id: '', role: 'user', parts: [] }
        const parentId = messages.at(-2)?.id ?? null
        const message = { id: newId, role, parts }
        const temporary = options.isTemporary() || undefined
        const folderId = options.folderId()
        return { body: { ...asked, trigger, parentId, message, temporary, folderId } }
      },
    })
    this.options = options
  }

  protected override processResponseStream(
    stream: ReadableStream<Uint8Array<ArrayBufferLike>>,
  ): ReadableStream<UIMessageChunk> {
    const { live, onStart, onFirstText, onMeasured } = this.options
    const watch = watchTurn(live, {
      start: onStart,
      firstText: onFirstText,
      measured: (turnId, browser) => void tellBrowserTiming(turnId, browser).then(onMeasured),
    })
    return super.processResponseStream(stream).pipeThrough(watch)
  }
}
