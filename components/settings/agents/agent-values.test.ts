import { describe, expect, it } from 'vitest'
import { agentCreateSchema, agentPatchSchema } from '#lib/contracts/agents/agent.ts'
import { agentPresets, deadlinePresets } from './agent-presets.ts'
import { agentPatch, emptyAgent } from './agent-values.ts'

describe('an agent’s patch', () => {
  const before = { ...emptyAgent, name: 'Lumos', model: 'demo/demo-fast' }
  it('names only what differs, within nested settings too', () => {
    const after = {
      ...before,
      temperature: 0.4,
      onInstanceLoss: 'continue' as const,
      memory: { ...before.memory, limit: 9 },
      hedge: { afterMs: 'p95' as const, model: 'demo/demo-deep', reasoningCounts: false },
    }
    const patch = agentPatch(before, after)
    expect(patch).toEqual({
      temperature: 0.4,
      onInstanceLoss: 'continue',
      memory: { limit: 9 },
      hedge: { afterMs: 'p95', model: 'demo/demo-deep', reasoningCounts: false },
    })
    expect(agentPatchSchema.parse(patch)).toEqual(patch)
  })
  it('is empty when nothing changed', () => expect(agentPatch(before, { ...before })).toEqual({}))
})

describe('presets', () => {
  it('are what the contract allows', () => {
    for (const preset of Object.values(agentPresets)) {
      const agent = { ...emptyAgent, name: 'x', model: 'a/b', ...preset }
      expect(agentCreateSchema.parse(agent)).toEqual(agent)
    }
    for (const deadlines of Object.values(deadlinePresets)) {
      expect(deadlines.firstTokenMs).toBeLessThanOrEqual(deadlines.totalMs)
    }
  })
})
