import { z } from 'zod'
import type { ChatChange } from '#lib/contracts/chat/chat-change.ts'

const messageSchema = z.discriminatedUnion('type', [
  z.object({ userId: z.string(), type: z.enum(['changed', 'deleted']), chatId: z.string() }),
  z.object({ userId: z.string(), type: z.literal('folders') }),
])
/** A reader that is further behind reads everything anew. */
const mostWaiting = 200

type Listener = (change: ChatChange | null) => void

/** What changes in the users' chats, whichever process changes it. */
export interface ChatChanges {
  /** Takes what the database's trigger tells of a changed chat. */
  heard(payload: string): void
  /** The trigger may have told what was not heard. */
  missed(): void
  /** Ends all streams, and at once those that are begun later. */
  end(): void
  /** The user's changes from now on; begins with `missed`. Ends with the signal. */
  read(userId: string, signal: AbortSignal): AsyncGenerator<ChatChange>
}

export function createChatChanges(): ChatChanges {
  const byUser = new Map<string, Set<Listener>>()
  let hasEnded = false
  const tellAll = (change: ChatChange | null) => {
    for (const listeners of byUser.values()) for (const tell of listeners) tell(change)
  }
  const subscribe = (userId: string, listener: Listener) => {
    const listeners = byUser.get(userId) ?? new Set()
    byUser.set(userId, listeners.add(listener))
    if (hasEnded) listener(null)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && byUser.get(userId) === listeners) byUser.delete(userId)
    }
  }
  return {
    heard(payload) {
      const { userId, ...change } = messageSchema.parse(JSON.parse(payload))
      for (const tell of byUser.get(userId) ?? []) tell(change)
    },
    missed: () => tellAll({ type: 'missed' }),
    end() {
      hasEnded = true
      tellAll(null)
    },
    read: (userId, signal) => readChanges((listener) => subscribe(userId, listener), signal),
  }
}

async function* readChanges(
  subscribe: (listener: Listener) => () => void,
  signal: AbortSignal,
): AsyncGenerator<ChatChange> {
  let waiting = new Map<string, ChatChange>([['', { type: 'missed' }]])
  let isClosed = false
  let wake = () => {}
  const end = subscribe((change) => {
    if (change === null) isClosed = true
    else if (change.type === 'missed' || waiting.size >= mostWaiting)
      waiting = new Map([['', { type: 'missed' }]])
    else waiting.set('chatId' in change ? change.chatId : change.type, change)
    wake()
  })
  const onAbort = () => wake()
  signal.addEventListener('abort', onAbort)
  try {
    while (!isClosed && !signal.aborted) {
      const changes = waiting
      waiting = new Map()
      yield* changes.values()
      if (waiting.size > 0 || isClosed || signal.aborted) continue
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    end()
  }
}
