import type { z } from 'zod'
import {
  type Agent,
  type AgentCreate,
  type AgentPatch,
  agentCreateSchema,
} from '#lib/contracts/agents/agent.ts'

/** The values of the agent's form. */
export type AgentValues = z.input<typeof agentCreateSchema>

export const emptyAgent: AgentCreate = {
  ...agentCreateSchema.parse({ name: 'new', model: 'provider/model' }),
  name: '',
  model: '',
}

/** An agent's editable fields, without those that the server adds. */
export function agentFields({
  id: _,
  createdAt: _c,
  updatedAt: _u,
  ...fields
}: Agent): AgentCreate {
  return fields
}

const merged = ['memory', 'streaming', 'deadlines', 'prompt', 'answerCache', 'draft'] as const
type Merged = (typeof merged)[number]

/** Only the changed fields, so that another admin's changes to other fields are preserved. */
export function agentPatch(before: AgentCreate, after: AgentCreate): AgentPatch {
  const isMerged = (key: string): key is Merged => merged.some((name) => name === key)
  const entries = changes(before, after).map(([key, value]) => [
    key,
    isMerged(key) ? Object.fromEntries(changes(before[key], after[key])) : value,
  ])
  return Object.fromEntries(entries)
}

function changes<T extends object>(before: T, after: T): [string, unknown][] {
  const old = new Map<string, unknown>(Object.entries(before))
  return Object.entries(after).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(old.get(key)),
  )
}
