import type { FileUIPart } from 'ai'
import { mutate } from 'swr'
import { ApiError, callApi } from '#components/api-client.ts'
import { reloadChats } from '#components/app/use-chats.ts'
import type {
  ChatDetail,
  ChatMessage,
  LumosDataParts,
  LumosMessage,
} from '#lib/contracts/chat/chat.ts'
import { contentOf, filesOf } from '../files-of.ts'
import type { ApprovalDecision } from '../message-actions.ts'
import { noteApproval } from './approvals.ts'
import { ChatClient } from './chat-client.ts'
import { chatPath } from './chat-path.ts'
import type { TransportOptions } from './chat-transport.ts'
import { createChatTurns } from './chat-turns.ts'
import { beginContinuation } from './continued-answer.ts'
import { createLiveTurn, type LiveTurn, pressedAt } from './live-turn.ts'
import {
  joinPage,
  type LoadedBranch,
  mergeStored,
  nothingLoaded,
  toLumosMessage,
} from './message-tree.ts'
import { tellOtherTabs } from './other-tabs.ts'
import { waitingIn } from './outbox.ts'
import { readChat, readFrom, readOlder } from './read-chat.ts'
import { submitMessage } from './submit-message.ts'
import { noChoice, type RetryWith, type TurnChoice } from './turn-choice.ts'

/**
 * A chat open on this page: its messages and its turns. It stays open while other chats are shown,
 * so that its answer continues to arrive.
 */
export interface OpenChat {
  readonly chatId: string
  readonly chat: ChatClient
  readonly live: LiveTurn
  /** Not listed, neither reads nor writes memories, and is deleted when the user leaves it. */
  isTemporary: boolean
  /** The folder in which a new chat is created. */
  folderId: string | undefined
  /** The agent chosen by the user in this chat. */
  agentId: string | undefined
  /** The model and effort of the next turn. */
  choice: TurnChoice
  /** What the user chose on this page; undefined follows the stored chat. */
  ownChoice: TurnChoice | undefined
  /** Called for memories that were saved or deleted while the chat is shown. */
  onMemory: ((data: LumosDataParts['memory']) => void) | null
  /** Sends a message; while a turn runs, it is queued and sent when the turn has ended. */
  send(text: string, files: FileUIPart[]): void
  /** Stops the running turn and sends this queued message. @throws ApiError */
  sendNow(queuedId: string): Promise<void>
  /** Answers again as another branch; sends the message again if it never reached the server. */
  retry(messageId: string, other?: RetryWith): Promise<void>
  /** Continues an answer that ended early. */
  continueAnswer(messageId: string): void
  /** Answers whether a tool may be called; the run goes on when all calls are answered. */
  decide(approvalId: string, decision: ApprovalDecision): void
  /** The answer being continued, shown until the stream has sent at least as much text. */
  continued: LumosMessage | null
  /** Sends an edited message with its files as another branch. */
  edit(messageId: string, text: string): void
  /** Asks the server to stop, which ends the stream with the text so far. @throws ApiError */
  stop(): Promise<unknown>
  /** Whether the server has stored this chat. */
  isStored: boolean
  /** The stored messages that this page has read. */
  loaded: LoadedBranch
  /** Loads the messages above the loaded ones. @throws ApiError */
  loadOlder(): Promise<void>
  /**
   * Shows the messages from this one on; if it is on another branch, that branch, on all pages of
   * the user. @throws ApiError
   */
  showFrom(messageId: string): Promise<void>
  /** Takes over a page of stored messages and joins a running turn. */
  takeStored(page: Pick<ChatDetail, 'messages' | 'nextCursor'>): void
}

/**
 * Delay until other tabs are told, milliseconds: the server stores a turn while the model is
 * called, which can be after the first frame.
 */
const storedAfterMs = 300

export function createOpenChat(chatId: string): OpenChat {
  const live = createLiveTurn()
  /** Ids of turns whose stream this page reads or has read. */
  const joined = new Set<string>()
  const connection = { isLost: false }
  /** Approvals that count for later calls as well. */
  const remembered: string[] = []

  const chat = new ChatClient({
    id: chatId,
    transport: transportOptions(live, joined, () => openChat, remembered),
    onData: (part) => {
      if (part.type === 'data-memory') openChat.onMemory?.(part.data)
    },
    onFinish: ({ isDisconnect }) => {
      connection.isLost = isDisconnect && live.firstFrameAt !== null
    },
  })

  showWaiting(chat, nothingLoaded)

  const turns = createChatTurns({ chat, live, connection, openChat: () => openChat })
  const openChat: OpenChat = {
    chatId,
    chat,
    live,
    agentId: undefined,
    choice: noChoice,
    ownChoice: undefined,
    isTemporary: false,
    folderId: undefined,
    onMemory: null,
    continued: null,
    isStored: false,
    send: turns.send,
    sendNow: turns.sendNow,
    retry: (messageId, other) => retry({ chat, turns, openChat }, messageId, other),
    continueAnswer(messageId) {
      if (beginContinuation(openChat, messageId)) void turns.run(() => chat.sendMessage())
    },
    decide(approvalId, decision) {
      if (decision === 'allow-in-chat') remembered.push(approvalId)
      if (!noteApproval(openChat, approvalId, decision !== 'deny')) return
      void turns.run(() => chat.sendMessage())
    },
    edit: (messageId, text) => edit(chat, turns, messageId, text),
    stop: () => callApi('POST', `/api/chat/${chatId}/stop`),
    loaded: nothingLoaded,
    async loadOlder() {
      const { nextCursor } = openChat.loaded
      const page = nextCursor && (await readOlder(chatId, nextCursor))
      // Another branch may have taken the place of the loaded one meanwhile.
      if (page && nextCursor === openChat.loaded.nextCursor) addAbove(openChat, page)
    },
    showFrom: (messageId) => showFrom(openChat, messageId),
    takeStored(page) {
      const before = openChat.loaded.messages
      openChat.isStored = true
      openChat.loaded = joinPage(openChat.loaded, page)
      const stored = openChat.loaded.messages
      if (showWaiting(chat, openChat.loaded)) return
      const running = stored.findIndex(
        ({ status, turnId }) => status === 'streaming' && turnId && !joined.has(turnId),
      )
      const { turnId } = stored[running] ?? {}
      if (!turnId) {
        const merged = mergeStored(chat.messages, stored, before)
        if (merged !== chat.messages) chat.messages = merged
        return
      }
      joined.add(turnId)
      chat.messages = stored.slice(0, running).map(toLumosMessage)
      void turns.run(() => chat.resumeStream(), true)
    },
  }
  return openChat
}

/** The messages of a page that are above the loaded ones. */
function messagesAbove({ loaded }: OpenChat, { messages }: ChatDetail): ChatMessage[] {
  const parentId = loaded.messages[0]?.parentId
  return messages.slice(0, messages.findIndex(({ id }) => id === parentId) + 1)
}

function addAbove(openChat: OpenChat, page: ChatDetail): void {
  const { chat, loaded } = openChat
  const older = messagesAbove(openChat, page)
  openChat.loaded = {
    messages: [...older, ...loaded.messages],
    nextCursor: page.nextCursor ?? null,
  }
  chat.messages = [...older.map(toLumosMessage), ...chat.messages]
}

async function showFrom(openChat: OpenChat, messageId: string): Promise<void> {
  const { chat, chatId } = openChat
  if (chat.messages.some(({ id }) => id === messageId)) return
  const page = await readFrom(chatId, messageId)
  if (messagesAbove(openChat, page).some(({ id }) => id === messageId)) {
    addAbove(openChat, page)
    return
  }
  const path = chatPath(chatId)
  await mutate(path, page, { revalidate: false })
  await callApi('PATCH', path, { leafId: messageId })
}

/** Asks a changed question in place of the message and what came after it. */
function edit(
  chat: ChatClient,
  turns: ReturnType<typeof createChatTurns>,
  messageId: string,
  text: string,
) {
  const index = chat.messages.findIndex(({ id }) => id === messageId)
  const edited = chat.messages[index]
  chat.messages = chat.messages.slice(0, index)
  turns.begin(text, edited ? filesOf(edited) : [])
}

async function retry(
  context: {
    chat: ChatClient
    turns: ReturnType<typeof createChatTurns>
    openChat: OpenChat
  },
  messageId: string,
  other: RetryWith | undefined,
) {
  const { chat, turns, openChat } = context
  const sentAt = pressedAt()
  const unsent = await findUnsent(chat, messageId)
  const work = () =>
    unsent
      ? submitMessage(openChat, contentOf(unsent), messageId)
      : chat.regenerate({ messageId, body: other })
  await turns.run(work, false, sentAt)
}

/**
 * Shows the message that waits for the connection below the stored ones.
 * @returns false if none waits, or it is stored
 */
function showWaiting(chat: ChatClient, { messages }: LoadedBranch): boolean {
  const message = waitingIn(chat.id)?.message
  if (!message || messages.some(({ id }) => id === message.id)) return false
  chat.messages = [...messages.map(toLumosMessage), message]
  chat.error = new TypeError('No connection.')
  return true
}

/** What the transport asks, and the handlers of its events. */
function transportOptions(
  live: LiveTurn,
  joined: Set<string>,
  openChat: () => OpenChat,
  remembered: string[],
): TransportOptions {
  const path = () => chatPath(openChat().chatId)
  return {
    live,
    agentId: () => openChat().agentId,
    choice: () => openChat().choice,
    isTemporary: () => openChat().isTemporary,
    folderId: () => openChat().folderId,
    parentAbove: () => openChat().loaded.messages[0]?.parentId ?? null,
    takeRemembered: () => remembered.splice(0),
    onStart(turnId) {
      openChat().isStored = true
      if (turnId) joined.add(turnId)
      if (!live.isJoined) setTimeout(() => tellOtherTabs(path()), storedAfterMs)
    },
    // The chat and its new message are stored before the first text arrives.
    onFirstText() {
      void reloadChats()
      if (!live.isJoined) tellOtherTabs(path())
    },
    onMeasured: () => tellOtherTabs(path()),
  }
}

/**
 * The user's message if it never reached the server. If the server cannot be reached, the message
 * counts as stored: answering again then fails with the server's error.
 */
async function findUnsent(chat: ChatClient, messageId: string): Promise<LumosMessage | undefined> {
  const message = chat.messages.find(({ id }) => id === messageId)
  if (message?.role !== 'user') return undefined
  try {
    const { messages } = await readChat(chatPath(chat.id))
    return messages.some(({ id }) => id === messageId) ? undefined : message
  } catch (error) {
    return error instanceof ApiError && error.status === 404 ? message : undefined
  }
}
