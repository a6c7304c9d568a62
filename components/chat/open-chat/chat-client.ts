import type { ChatState, ChatStatus, FileUIPart } from 'ai'
import { onDemand } from '#components/ui/on-demand.ts'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import type { ChatEngine, ChatEngineOptions } from './chat-engine.ts'

/** A message to send; with `messageId` it takes that message's place. */
interface SentMessage {
  /** Empty for files alone. */
  text: string
  files: FileUIPart[]
  messageId?: string | undefined
}

type Engine = typeof import('./chat-engine.ts')
const sdk = onDemand((): Promise<Engine> => import('./chat-engine.ts'))

/**
 * A chat's messages and its requests. The messages are here, where React follows them; what sends
 * them and reads answers is the AI SDK, which is loaded with the first request.
 */
export class ChatClient implements ChatState<LumosMessage> {
  readonly id: string
  private readonly options: ChatEngineOptions
  private readonly listeners = new Set<() => void>()
  private engine: ChatEngine | undefined
  private state: { messages: LumosMessage[]; status: ChatStatus; error: Error | undefined } = {
    messages: [],
    status: 'ready',
    error: undefined,
  }

  constructor(options: ChatEngineOptions) {
    this.id = options.id
    this.options = options
  }

  get messages(): LumosMessage[] {
    return this.state.messages
  }
  set messages(messages: LumosMessage[]) {
    this.change({ messages: [...messages] })
  }
  get status(): ChatStatus {
    return this.state.status
  }
  set status(status: ChatStatus) {
    this.change({ status })
  }
  get error(): Error | undefined {
    return this.state.error
  }
  set error(error: Error | undefined) {
    this.change({ error })
  }
  pushMessage = (message: LumosMessage): void => {
    this.change({ messages: [...this.messages, message] })
  }
  popMessage = (): void => {
    this.change({ messages: this.messages.slice(0, -1) })
  }
  replaceMessage = (index: number, message: LumosMessage): void => {
    this.change({ messages: this.messages.with(index, this.snapshot(message)) })
  }
  /** The engine goes on to change a streaming message and its parts. */
  snapshot = <T>(thing: T): T => {
    const { parts, metadata } = thing as Partial<LumosMessage>
    if (!Array.isArray(parts)) return thing
    const copied = { ...thing, parts: parts.map((part) => ({ ...part })) }
    return metadata ? { ...copied, metadata: { ...metadata } } : copied
  }

  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** An immutable state, another object after each change. */
  read() {
    return this.state
  }

  /** Sends a message of the user; without one, the last answer is continued. */
  async sendMessage(message?: SentMessage): Promise<void> {
    const { text = '', files = [], messageId } = message ?? {}
    const content = text === '' ? { files, messageId } : { text, files, messageId }
    const isSent = await this.withEngine((engine) => engine.sendMessage(message && content))
    if (isSent || !message || messageId) return
    const parts = [...files, ...(text ? [{ type: 'text' as const, text }] : [])]
    this.pushMessage({ id: crypto.randomUUID(), role: 'user', parts })
  }

  async regenerate(options: Parameters<ChatEngine['regenerate']>[0]): Promise<void> {
    await this.withEngine((engine) => engine.regenerate(options))
  }

  async resumeStream(): Promise<void> {
    await this.withEngine((engine) => engine.resumeStream())
  }

  /** @returns false if the engine cannot be loaded, which is the chat's error then */
  private async withEngine(use: (engine: ChatEngine) => Promise<void>): Promise<boolean> {
    try {
      this.engine ??= (await sdk.load()).createChatEngine(this.options, this)
    } catch (error) {
      // As when a request finds no connection.
      this.change({ status: 'error', error: new TypeError('No connection.', { cause: error }) })
      return false
    }
    await use(this.engine)
    return true
  }

  private change(change: Partial<typeof this.state>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }
}
