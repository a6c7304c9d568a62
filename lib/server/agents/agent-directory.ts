import type { Agent } from '#lib/contracts/agents/agent.ts'
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

/**
 * @param defaultAgentId reads the setting; null stands for the oldest agent
 * @param newest the newest version of agents and settings that this process heard of
 */
export function createAgentDirectory(
  prisma: PrismaClient,
  defaultAgentId: () => Promise<string | null>,
  newest: () => number,
): AgentDirectory {
  let loaded: { version: number; agents: Promise<Agent[]> } | undefined

  const load = () => {
    const version = newest()
    const agents = prisma.agent
      .findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
      .then((rows) => rows.map(toAgent))
    const entry = { version, agents }
    // A failed read is not cached: the next turn tries again.
    agents.catch(() => {
      if (loaded === entry) loaded = undefined
    })
    loaded = entry
    return agents
  }
  const list = () => (loaded?.version === newest() ? loaded.agents : load())

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
