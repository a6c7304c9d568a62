import type { FileUIPart } from 'ai'
import { mutate } from 'swr'
import { addChat, reloadChats } from '#components/app/use-chats.ts'
import type { ChatClient } from './chat-client.ts'
import { chatPath } from './chat-path.ts'
import { type ContinuableChat, endContinuation } from './continued-answer.ts'
import { beginTurn, type LiveTurn, pressedAt } from './live-turn.ts'
import { dequeue, enqueue, moveToFront } from './message-queue.ts'
import { tellOtherTabs } from './other-tabs.ts'
import { setRunning } from './running-chats.ts'
import { type SendingChat, submitMessage, titleOf } from './submit-message.ts'

/** Pauses between the attempts to rejoin a run after the connection was lost, milliseconds. */
const reconnectAfterMs = [300, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000, 15_000, 15_000]
/** When to read the chat's title, which the server writes after the turn, milliseconds. */
const titleAfterMs = [2_500, 8_000]

/** The dependencies of an open chat's turns. */
interface Context {
  chat: ChatClient
  live: LiveTurn
  connection: { isLost: boolean }
  openChat: () => SendingChat & ContinuableChat & { stop(): Promise<unknown> }
}

/** The turns of an open chat, one at a time, and its queue of messages. */
export function createChatTurns({ chat, live, connection, openChat }: Context) {
  const chatId = chat.id
  const state = { isRunning: false, isSteered: false }

  async function run(work: () => Promise<void>, isJoined = false, sentAt = pressedAt()) {
    state.isRunning = true
    setRunning(chatId, true)
    beginTurn(live, isJoined, sentAt)
    connection.isLost = false
    await work()
    await reconnect(chat, connection)
    endContinuation(openChat())
    if (!isJoined) tellOtherTabs(chatPath(chatId))
    state.isRunning = false
    if (!beginNext()) setRunning(chatId, false)
    await readChanges(chatId)
  }

  function begin(text: string, files: FileUIPart[]) {
    if (!openChat().isStored && chat.messages.length === 0 && !openChat().isTemporary)
      void addChat({
        ...{ id: chatId, title: titleOf(text, files) },
        folderId: openChat().folderId ?? null,
      })
    void run(() => submitMessage(openChat(), { text, files }))
  }

  /**
   * Sends the oldest queued message. Does nothing after a failed turn, or when the user stopped it
   * without choosing a queued message.
   */
  function beginNext(): boolean {
    const { status, statusReason } = chat.messages.at(-1)?.metadata ?? {}
    const isDone = status === 'complete' || (status === 'partial' && statusReason !== 'approval')
    if (!isDone && !state.isSteered) return false
    state.isSteered = false
    const next = dequeue(chatId)
    if (next) begin(next.text, next.files)
    return next !== null
  }

  return {
    run,
    begin,
    send(text: string, files: FileUIPart[]) {
      if (state.isRunning) enqueue(chatId, text, files)
      else begin(text, files)
    },
    async sendNow(queuedId: string) {
      moveToFront(chatId, queuedId)
      state.isSteered = true
      if (!state.isRunning) {
        beginNext()
        return
      }
      try {
        await openChat().stop()
      } catch (error) {
        state.isSteered = false
        throw error
      }
    },
  }
}

/** Tries to rejoin the run while the connection is lost. */
async function reconnect(chat: ChatClient, connection: { isLost: boolean }) {
  for (const pauseMs of reconnectAfterMs) {
    if (!connection.isLost) return
    await pause(pauseMs)
    connection.isLost = false
    await chat.resumeStream()
    if (chat.status === 'error' && chat.error instanceof TypeError) connection.isLost = true
  }
}

/** Reloads the data that a turn changed. */
async function readChanges(chatId: string): Promise<void> {
  for (const ms of titleAfterMs) setTimeout(() => void reloadChats(), ms)
  await Promise.all([mutate(chatPath(chatId)), mutate('/api/models'), reloadChats()])
}

/** Resolves after `ms`, or earlier when the browser is online again. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    const onOnline = () => {
      clearTimeout(timer)
      resolve()
    }
    window.addEventListener('online', onOnline, { once: true })
  })
}
