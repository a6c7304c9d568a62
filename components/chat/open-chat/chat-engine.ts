import {
  AbstractChat,
  type ChatOnDataCallback,
  type ChatOnFinishCallback,
  type ChatState,
} from 'ai'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { ChatTransport, type TransportOptions } from './chat-transport.ts'

export interface ChatEngineOptions {
  id: string
  transport: TransportOptions
  onData: ChatOnDataCallback<LumosMessage>
  onFinish: ChatOnFinishCallback<LumosMessage>
}

/** The AI SDK's chat: sends messages and reads the streams of answers. */
export class ChatEngine extends AbstractChat<LumosMessage> {}

export function createChatEngine(
  { id, transport, onData, onFinish }: ChatEngineOptions,
  state: ChatState<LumosMessage>,
): ChatEngine {
  return new ChatEngine({
    id,
    state,
    transport: new ChatTransport(transport),
    generateId: () => crypto.randomUUID(),
    onData,
    onFinish,
  })
}
