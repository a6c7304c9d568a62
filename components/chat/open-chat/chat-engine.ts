import { AbstractChat, type ChatState } from 'ai'
import type { LumosMessage } from '#lib/contracts/chat.ts'
import type { ChatClientOptions } from './chat-client.ts'
import { ChatTransport } from './chat-transport.ts'

/** The AI SDK's chat: sends messages and reads the streams of answers. */
export class ChatEngine extends AbstractChat<LumosMessage> {}

export function createChatEngine(
  { id, transport, onData, onFinish }: ChatClientOptions,
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
