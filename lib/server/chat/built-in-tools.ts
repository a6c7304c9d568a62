import { z } from 'zod'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import { maySave } from '#lib/memory/learn/may-save.ts'
import { saidIn } from '#lib/memory/learn/said-in.ts'
import { defineTool, type Tool } from '#lib/tools/tool.ts'
import type { Services } from '../services.ts'
import type { PreparedTurn } from './prepare-turn.ts'

export type ToolTurn = Pick<
  PreparedTurn,
  'agent' | 'usesMemory' | 'userId' | 'chatId' | 'userMessageId' | 'userText' | 'history'
>

/** A tool call may wait longer for memories than a turn. */
const searchWaitMs = 2_000
/** Characters of the user's messages that are searched for a fact. */
const longestSaid = 20_000

/** The tools that the admin enabled for the agent. */
export function builtInTools(services: Pick<Services, 'memory'>, turn: ToolTurn): Tool[] {
  const makers = {
    'current-time': currentTime,
    'search-memories': searchMemories,
    'save-memory': saveMemory,
  }
  return turn.agent.tools
    .filter((name) => turn.usesMemory || name === 'current-time')
    .map((name) => makers[name](services, turn))
}

function currentTime(): Tool {
  return defineTool({
    name: 'current_time',
    description: 'The date and time now, in UTC or in a time zone such as Europe/Berlin.',
    input: z.object({ timeZone: z.string().optional() }),
    toJsonSchema: z.toJSONSchema,
    run: async ({ timeZone = 'UTC' }) => ({
      iso: new Date().toISOString(),
      local: new Intl.DateTimeFormat('en-GB', {
        dateStyle: 'full',
        timeStyle: 'long',
        timeZone,
      }).format(),
    }),
  })
}

function searchMemories(services: Pick<Services, 'memory'>, { userId, agent }: ToolTurn): Tool {
  return defineTool({
    name: 'search_memories',
    description: 'Searches what is known about the user from earlier chats.',
    input: z.object({ query: z.string().min(1).max(500) }),
    toJsonSchema: z.toJSONSchema,
    run: async ({ query }) => {
      const { items } = await services.memory.recall({
        userId,
        agentId: agent.id,
        query,
        limit: 5,
        budgetTokens: agent.memory.budgetTokens,
        deadlineMs: searchWaitMs,
      })
      return items.map(({ text, endedAt }) => {
        return endedAt ? `${text} (until ${endedAt.slice(0, 10)}, no more)` : text
      })
    },
  })
}

function saveMemory(services: Pick<Services, 'memory'>, turn: ToolTurn): Tool {
  const { userId, chatId, userMessageId } = turn
  return defineTool({
    name: 'save_memory',
    description: 'Keeps one short fact that the user told about himself, in the third person.',
    input: z.object({ fact: z.string().min(3).max(500) }),
    toJsonSchema: z.toJSONSchema,
    run: async ({ fact }) => {
      if (!maySave(fact)) throw new Error('Secrets and instructions are not kept.')
      if (!saidIn(saidByUser(turn))(fact))
        throw new Error('Only what the user said is kept, in the words and language of the user.')
      const source = { userId, agentId: null, chatId, messageId: userMessageId }
      const details = { type: 'profile' as const, importance: 0.7, validFrom: null, validTo: null }
      const saved = await services.memory.learn(source, [{ text: fact, ...details }])
      return { saved: saved.length > 0 }
    },
  })
}

/** Only the user's own messages: no text of tools, pages or the model. */
function saidByUser({ history, userText }: ToolTurn): string {
  const earlier = history
    .filter(({ role }) => role === 'user')
    .map(({ parts }) => textOfParts(parts))
  return [...earlier, userText].join('\n').slice(-longestSaid)
}
