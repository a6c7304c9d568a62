import { DefaultChatTransport, type ChatTransport as Transport, type UIMessageChunk } from 'ai'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { isHeldBack } from '#lib/contracts/latency/held-back.ts'
import { chatRequest, type RequestOptions } from './chat-request.ts'
import type { LiveTurn } from './live-turn.ts'
import { tellBrowserTiming } from './tell-browser-timing.ts'
import { noteStream, usesWebSocket } from './transport-choice.ts'
import { watchTurn } from './watch-turn.ts'

/** What a transport asks and tells. */
export interface TransportOptions extends RequestOptions {
  live: LiveTurn
  onStart: (turnId: string | undefined) => void
  onFirstText: () => void
  /** Called when the turn is stored with the browser's timing. */
  onMeasured: () => void
}

type LumosTransport = Transport<LumosMessage>
type SendOptions = Parameters<LumosTransport['sendMessages']>[0]
type ResumeOptions = Parameters<LumosTransport['reconnectToStream']>[0]

/** After a socket could not be opened, event streams are used for this long, milliseconds. */
const socketPauseMs = 60_000
let socketAgainAt = 0

/**
 * Asks and resumes by HTTP and event streams, or over a WebSocket where the user or a proxy wants
 * it and one can be opened, and records when frames arrive.
 */
export class ChatTransport implements LumosTransport {
  private readonly options: TransportOptions
  private readonly streams: LumosTransport

  constructor(options: TransportOptions) {
    this.options = options
    this.streams = new DefaultChatTransport({
      api: '/api/chat',
      prepareSendMessagesRequest: ({ body = {} }) => ({ body }),
    })
  }

  async sendMessages(options: SendOptions): Promise<ReadableStream<UIMessageChunk>> {
    const asked = { ...options, id: options.chatId, body: options.body }
    const request = chatRequest(this.options, asked)
    const stream = await this.bySocket((transport) => {
      const { message, ...body } = request
      return transport.sendMessages({ ...options, messages: message ? [message] : [], body })
    })
    if (stream) return this.watched(stream, false)
    return this.watched(await this.streams.sendMessages({ ...options, body: request }), true)
  }

  async reconnectToStream(options: ResumeOptions): Promise<ReadableStream<UIMessageChunk> | null> {
    const resumed = await this.bySocket(async (transport) => ({
      stream: await transport.reconnectToStream(options),
    }))
    const stream = resumed ? resumed.stream : await this.streams.reconnectToStream(options)
    return stream && this.watched(stream, false)
  }

  /** Null if no socket is wanted or none can be opened; nothing was asked then. */
  private async bySocket<T>(ask: (transport: LumosTransport) => Promise<T>): Promise<T | null> {
    if (!usesWebSocket() || performance.now() < socketAgainAt) return null
    try {
      const { socketTransport } = await import('./socket-transport.ts')
      return await ask(socketTransport)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      socketAgainAt = performance.now() + socketPauseMs
      return null
    }
  }

  private watched(stream: ReadableStream<UIMessageChunk>, isEventStream: boolean) {
    const { live, onStart, onFirstText, onMeasured } = this.options
    const watch = watchTurn(live, {
      start: onStart,
      firstText: onFirstText,
      measured: ({ turnId, ttfbMs, totalMs }, browser) => {
        const { transitMs, paintMs } = browser
        // Pages that paint nothing read late as well.
        if (isEventStream && ttfbMs !== null && transitMs !== undefined && paintMs !== undefined)
          noteStream(isHeldBack({ ttfbMs, totalMs, transitMs, paintMs }))
        void tellBrowserTiming(turnId, browser).then(onMeasured)
      },
    })
    return stream.pipeThrough(watch)
  }
}
