import { createHash } from 'node:crypto'
import type { Agent } from '#lib/contracts/agents/agent.ts'

/** Fields that affect neither the prompt nor the model's answer. */
type Descriptive =
  | 'allowModelChoice'
  | 'starters'
  | 'id'
  | 'slug'
  | 'name'
  | 'description'
  | 'createdAt'
  | 'updatedAt'

const hashes = new WeakMap<Agent, string>()

/**
 * A hash of the agent's settings that affect latency. Turns store it, so that the diagnosis uses
 * only turns with the current settings, including those from before a change that was reverted.
 * Renaming an agent does not change it.
 */
export function settingsHash(agent: Agent): string {
  const existing = hashes.get(agent)
  if (existing) return existing
  const {
    id: _,
    slug: _slug,
    name: _name,
    description: _description,
    createdAt: _created,
    updatedAt: _updated,
    allowModelChoice: _choice,
    starters: _starters,
    mcpServers,
    ...others
  }: Agent & Record<Descriptive, unknown> = agent
  const settings = { ...others, ...(mcpServers.length > 0 && { mcpServers }) }
  const hash = createHash('sha256').update(canonical(settings)).digest('base64url').slice(0, 16)
  hashes.set(agent, hash)
  return hash
}

/**
 * JSON with sorted keys and without undefined values, so that adding a default later keeps the
 * hash.
 */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    const entries = Object.entries(part).filter(
      ([, entry]) => entry !== null && entry !== undefined,
    )
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
