import { type ChatTransport, WebSocketChatTransport } from 'ai'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'

/** Some proxies neither pass an upgrade on nor refuse it. */
const connectMs = 4_000

class PatientWebSocket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols)
    const timer = setTimeout(() => this.close(), connectMs)
    this.addEventListener('open', () => clearTimeout(timer), { once: true })
  }
}

/** The socket of this page, for all its chats. It is opened by the first request. */
export const socketTransport: ChatTransport<LumosMessage> = new WebSocketChatTransport({
  url: '/api/ws',
  // The browser's events have types of their own.
  webSocket: PatientWebSocket as unknown as WebSocketConstructor,
})

type WebSocketConstructor = NonNullable<
  ConstructorParameters<typeof WebSocketChatTransport>[0]['webSocket']
>
