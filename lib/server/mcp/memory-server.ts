import { McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { SessionUser } from '#lib/auth/session-reader.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { maySave } from '#lib/memory/learn/may-save.ts'
import { logError } from '../log-error.ts'
import { createMemory, deleteMemory } from '../memories/save-memory.ts'
import type { Services } from '../services.ts'
import { version } from '../version.ts'

export type MemoryServices = Pick<Services, 'database' | 'agents' | 'memory'>

const longestText = 500
const mostFound = 50

/** The memories of one user as an MCP server, for one request. */
export function createMemoryServer(services: MemoryServices, user: SessionUser): McpServer {
  const server = new McpServer(
    { name: 'lumos', title: 'Lumos memories', version },
    { instructions: 'Facts about one person. Search before you answer; save what lasts.' },
  )
  server.registerTool(
    'search_memories',
    {
      title: 'Search memories',
      description: 'Finds what is remembered about the user that fits a question, best first.',
      inputSchema: z.object({
        query: z.string().min(1).max(longestText),
        limit: z.int().min(1).max(mostFound).default(10),
      }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ query, limit }) =>
      answering(async () => {
        const { items } = await services.memory.search({ userId: user.id, query, limit })
        return JSON.stringify(items.map(({ id, text }) => ({ id, text })))
      }),
  )
  server.registerTool(
    'save_memory',
    {
      title: 'Save a memory',
      description: 'Saves one short fact about the user, in the third person.',
      inputSchema: z.object({ text: z.string().trim().min(3).max(longestText) }),
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
    },
    ({ text }) =>
      answering(async () => {
        if (!user.memory) throw refused('memory-off', 'The user switched memories off.')
        if (!maySave(text)) throw refused('not-kept', 'Secrets and instructions are not saved.')
        const { id } = await createMemory(services, user.id, { text, type: 'profile' })
        return JSON.stringify({ id, text })
      }),
  )
  server.registerTool(
    'forget_memory',
    {
      title: 'Forget a memory',
      description: 'Deletes a memory by its id, as search_memories gives it.',
      inputSchema: z.object({ id: z.string().min(1).max(100) }),
      annotations: { readOnlyHint: false, destructiveHint: true, openWorldHint: false },
    },
    ({ id }) =>
      answering(async () => {
        await deleteMemory(services, user.id, id)
        return JSON.stringify({ forgotten: id })
      }),
  )
  return server
}

/** A tool's result; expected failures are for the model, others are logged and not told. */
async function answering(work: () => Promise<string>) {
  try {
    return { content: [{ type: 'text' as const, text: await work() }] }
  } catch (error) {
    if (!(error instanceof AppError)) logError(error)
    const text = error instanceof AppError ? error.displayMessage : 'Something went wrong in Lumos.'
    return { isError: true, content: [{ type: 'text' as const, text }] }
  }
}

function refused(code: string, displayMessage: string): AppError {
  return new AppError({ code, status: 400, displayMessage })
}
