import { z } from 'zod'
import { defineTool, type Tool } from '#lib/agent/tools.ts'
import { mayKeep } from '#lib/memory/may-keep.ts'
import type { Services } from '../services.ts'
import type { PreparedTurn } from './prepare-turn.ts'

/** The tools that the admin gave the agent. */
export function builtInTools(services: Services, turn: PreparedTurn): Tool[] {
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

function searchMemories(services: Services, { userId, agent }: PreparedTurn): Tool {
  return defineTool({
    name: 'search_memories',
    description: 'Searches what is known about the user from earlier chats.',
    input: z.object({ query: z.string().min(1).max(500) }),
    toJsonSchema: z.toJSONSchema,
    run: async ({ query }) => {
      const { items } = await services.memory.search({ userId, agentId: agent.id, query, limit: 5 })
      return items.map(({ text }) => text)
    },
  })
}

function saveMemory(services: Services, { userId, chatId, userMessageId }: PreparedTurn): Tool {
  return defineTool({
    name: 'save_memory',
    description: 'Keeps one short fact that the user told about himself, in the third person.',
    input: z.object({ fact: z.string().min(3).max(500) }),
    toJsonSchema: z.toJSONSchema,
    run: async ({ fact }) => {
      if (!mayKeep(fact)) throw new Error('Secrets and instructions are not kept.')
      const source = { userId, agentId: null, chatId, messageId: userMessageId }
      const details = { type: 'profile' as const, importance: 0.7, validFrom: null, validTo: null }
      const saved = await services.memory.learn(source, [{ text: fact, ...details }])
      return { saved: saved.length > 0 }
    },
  })
}
