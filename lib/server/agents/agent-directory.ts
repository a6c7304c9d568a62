import type { Agent } from '#lib/contracts/agent.ts'
import type { PrismaClient } from '#lib/db/generated/client.ts'
import { toAgent } from './to-agent.ts'

/** All agents, cached in memory: they are few, and every turn needs one. */
export interface AgentDirectory {
  /** The agent with this id, or the default agent without an id; null if there is none. */
  find(id: string | undefined): Promise<Agent | null>
  /** Oldest first. */
  list(): Promise<Agent[]>
  /** Clears the cache after a change. */
  invalidate(): void
}

/** The longest time until another process's change is seen. */
const freshMs = 5_000

/** @param defaultAgentId reads the setting; null stands for the oldest agent */
export function createAgentDirectory(
  prisma: PrismaClient,
  defaultAgentId: () => Promise<string | null>,
): AgentDirectory {
  let loaded: { at: number; agents: Promise<Agent[]> } | undefined

  const load = () => {
    const agents = prisma.agent
      .findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
      .then((rows) => rows.map(toAgent))
    const entry = { at: performance.now(), agents }
    // A failed read is not cached: the next turn tries again.
    agents.catch(() => {
      if (loaded === entry) loaded = undefined
    })
    loaded = entry
    return agents
  }
  const list = () => {
    if (!loaded) return load()
    const { at, agents } = loaded
    // This turn uses stale agents while fresh ones are read for the next.
    if (performance.now() - at > freshMs) load().catch(() => undefined)
    return agents
  }

  return {
    list,
    async find(id) {
      if (id !== undefined) return (await list()).find((agent) => agent.id === id) ?? null
      const [agents, defaultId] = await Promise.all([list(), defaultAgentId()])
      return agents.find((agent) => agent.id === defaultId) ?? agents[0] ?? null
    },
    invalidate() {
      loaded = undefined
    },
  }
}
