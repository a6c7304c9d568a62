import { createHash } from 'node:crypto'
import type { Agent } from '#lib/contracts/agent.ts'

/** Fields that neither the prompt nor the model's answer depends on. */
type Descriptive = 'id' | 'slug' | 'name' | 'description' | 'createdAt' | 'updatedAt'

const hashes = new WeakMap<Agent, string>()

/**
 * Names an agent's settings as far as they can change how long a turn takes. Turns carry it, so that
 * the diagnosis judges by the turns with the settings as they are: also by those from before a
 * change that was taken back. A new name changes nothing.
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
    ...settings
  }: Agent & Record<Descriptive, string> = agent
  const hash = createHash('sha256').update(canonical(settings)).digest('base64url').slice(0, 16)
  hashes.set(agent, hash)
  return hash
}

/** JSON whose keys are in order, without those that are not set: a default may be added later. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    const entries = Object.entries(part).filter(
      ([, entry]) => entry !== null && entry !== undefined,
    )
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
