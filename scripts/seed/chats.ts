import type { Database } from '#lib/db/database.ts'
import { beginTurns, finishTurns } from '#lib/db/repositories/turn-writes.ts'
import { searchableText } from '#lib/memory/text/tokenise.ts'
import { seededRandom } from '#lib/simulator/seeded-random.ts'
import { seedAgents } from './agents.ts'
import { chineseChats } from './chinese-chats.ts'
import { englishChats } from './english-chats.ts'
import { chatId, type SeedChat } from './seed-chat.ts'
import { measuredTurn } from './turn-shape.ts'

export const seedFolders = [
  { id: 'seed-folder-school', userId: 'seed-ada', name: 'School' },
  { id: 'seed-folder-travel', userId: 'seed-ada', name: 'Travel' },
  { id: 'seed-folder-work', userId: 'seed-wei', name: '工作' },
  { id: 'seed-folder-life', userId: 'seed-wei', name: '生活' },
  { id: 'seed-folder-grants', userId: 'seed-sofia', name: 'Grants' },
]

export const seedChats: SeedChat[] = [...englishChats, ...chineseChats]

const dayMs = 86_400_000
/** Between two questions of a chat. */
const pauseMs = 150_000

/**
 * Writes a chat as its turns would have: messages, traces and the words for search.
 * @returns how many turns
 */
export async function writeChat({ pool, prisma }: Database, chat: SeedChat, now: Date) {
  const id = chatId(chat)
  const agent = seedAgents.find((one) => one.id === chat.agentId)
  if (!agent) throw new Error(`There is no agent ${chat.agentId}.`)
  const random = seededRandom(Number.parseInt(id.slice(0, 8), 16))
  const startedAt = now.getTime() - chat.daysAgo * dayMs
  for (const [n, [question, answer]] of chat.turns.entries()) {
    const messageIds = { userMessageId: `question-${n}`, assistantMessageId: `answer-${n}` }
    const turnId = `seed-${id}-${n}`
    const at = new Date(startedAt + n * pauseMs)
    // An answer that is here did not fail.
    const { errorCode: _, ...shape } = agent.shape(random)
    const { timing, metadata } = measuredTurn(turnId, agent.settings.model, shape, random)
    await beginTurns(pool, 'seed', [
      {
        turnId,
        runId: turnId,
        mostRuns: null,
        chatId: id,
        userId: chat.userId,
        agentId: agent.id,
        model: timing.model,
        requestedModel: null,
        chosenModel: null,
        chosenEffort: null,
        title: chat.title,
        startedAt: at,
        ...messageIds,
        userMessage: {
          id: messageIds.userMessageId,
          parentId: n === 0 ? null : `answer-${n - 1}`,
          parts: [{ type: 'text', text: question }],
        },
        isNewChat: n === 0,
        isTemporary: false,
        folderId: chat.folderId ?? null,
        continuesTurnId: null,
        isContinued: false,
        jobs: [],
      },
    ])
    await finishTurns(pool, [
      {
        turnId,
        chatId: id,
        ...messageIds,
        timing,
        turnMetadata: metadata,
        parts: [{ type: 'text', text: answer }],
        status: 'complete',
        statusReason: null,
        outcome: 'complete',
        messageMetadata: {
          turnId,
          agentId: agent.id,
          model: timing.model,
          timing,
          ...metadata,
        },
        userSearchText: searchableText(question),
        answerSearchText: searchableText(answer),
        jobs: [],
      },
    ])
  }
  const updatedAt = new Date(startedAt + chat.turns.length * pauseMs)
  await prisma.chat.update({ where: { id }, data: { updatedAt, pinned: chat.isPinned ?? false } })
  return chat.turns.length
}
