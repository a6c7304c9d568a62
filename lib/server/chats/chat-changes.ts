import { z } from 'zod'
import type { ChatChange } from '#lib/contracts/chat/chat-change.ts'
import { listen } from '#lib/db/notifications.ts'
import { logError } from '../log-error.ts'

/** The channel on which the database's trigger tells of changed chats. */
const channel = 'lumos_chats'
const messageSchema = z.discriminatedUnion('type', [
  z.object({ userId: z.string(), type: z.enum(['changed', 'deleted']), chatId: z.string() }),
  z.object({ userId: z.string(), type: z.literal('folders') }),
])
/** A reader that is further behind reads everything anew. */
const mostWaiting = 200

type Listener = (change: ChatChange | null) => void

/** What changes in the users' chats, whichever process changes it. */
export interface ChatChanges {
  /** Hears the database from now on. Closing it ends all streams. */
  listen(): Promise<{ close(): Promise<void> }>
  /** Ends all streams, and at once those that are begun later. */
  end(): void
  /** The user's changes from now on; begins with `missed`. Ends with the signal. */
  read(userId: string, signal: AbortSignal): AsyncGenerator<ChatChange>
}

export function createChatChanges(url: string): ChatChanges {
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
  const end = () => {
    hasEnded = true
    tellAll(null)
  }
  return {
    end,
    async listen() {
      const notifications = await listen(url, channel, {
        message(payload) {
          const { userId, ...change } = messageSchema.parse(JSON.parse(payload))
          for (const tell of byUser.get(userId) ?? []) tell(change)
        },
        gap: () => tellAll({ type: 'missed' }),
        error: logError,
      })
      return {
        async close() {
          end()
          await notifications.close()
        },
      }
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
