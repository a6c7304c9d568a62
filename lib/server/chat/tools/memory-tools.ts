import { z } from 'zod'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import { maySave } from '#lib/memory/learn/may-save.ts'
import { saidIn } from '#lib/memory/learn/said-in.ts'
import { defineTool, type Tool } from '#lib/tools/tool.ts'
import { deleteMemory } from '../../memories/save-memory.ts'
import type { Services } from '../../services.ts'
import type { ToolTurn } from './tool-turn.ts'

/** A tool call may wait longer for memories than a turn. */
const searchWaitMs = 2_000
/** Characters of the user's messages that are searched for a fact. */
const longestSaid = 20_000

const searching = defineTool({
  name: 'search_memories',
  description: 'Searches what is known about the user from earlier chats.',
  input: z.object({ query: z.string().min(1).max(500) }),
})

export function searchMemories(
  services: Pick<Services, 'memory'>,
  { userId, agent }: ToolTurn,
): Tool {
  return searching(async ({ query }) => {
    const { items } = await services.memory.recall({
      userId,
      agentId: agent.id,
      query,
      limit: 5,
      budgetTokens: agent.memory.budgetTokens,
      deadlineMs: searchWaitMs,
    })
    return items.map(({ id, text, endedAt }) => ({
      id,
      text: endedAt ? `${text} (until ${endedAt.slice(0, 10)}, no more)` : text,
    }))
  })
}

const saving = defineTool({
  name: 'save_memory',
  description: 'Keeps one short fact that the user told about himself, in the third person.',
  input: z.object({ fact: z.string().min(3).max(500) }),
})

export function saveMemory(services: Pick<Services, 'memory'>, turn: ToolTurn): Tool {
  const { userId, chatId, userMessageId } = turn
  return saving(async ({ fact }) => {
    if (!maySave(fact)) throw new Error('Secrets and instructions are not kept.')
    if (!saidIn(saidByUser(turn))(fact))
      throw new Error('Only what the user said is kept, in the words and language of the user.')
    const source = { userId, agentId: null, chatId, messageId: userMessageId }
    const details = { type: 'profile' as const, importance: 0.7, validFrom: null, validTo: null }
    const saved = await services.memory.learn(source, [{ text: fact, ...details }])
    return { saved: saved.length > 0 }
  })
}

const forgetting = defineTool({
  name: 'forget_memory',
  description:
    'Forgets one memory for good, when the user wants that. Give its id and its text as search_memories returned them.',
  input: z.object({ id: z.string().min(1).max(100), text: z.string().max(2_000) }),
})

/** What is deleted is gone, and text of strangers may have asked for it: a person approves. */
export function forgetMemory(
  services: Pick<Services, 'memory' | 'database'>,
  { userId }: ToolTurn,
): Tool {
  const tool = forgetting(async ({ id, text }) => {
    const { prisma } = services.database
    const found = await prisma.memory.findFirst({ where: { id, userId }, select: { text: true } })
    // The person approves the text, so it has to be that of the memory.
    if (!found || !text.startsWith(found.text))
      throw new Error('No memory has this id and this text. Search for it first.')
    await deleteMemory(services, userId, id)
    return { forgotten: found.text }
  })
  return { ...tool, needsApproval: true }
}

/** Only the user's own messages: no text of tools, pages or the model. */
function saidByUser({ history, userText }: ToolTurn): string {
  return textsOfUser({ history, userText }).join('\n').slice(-longestSaid)
}

/** The user's own messages of the chat, oldest first. */
export function textsOfUser({ history, userText }: Pick<ToolTurn, 'history' | 'userText'>) {
  const earlier = history
    .filter(({ role }) => role === 'user')
    .map(({ parts }) => textOfParts(parts))
  return [...earlier, userText]
}
