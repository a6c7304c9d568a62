import { describe, expect, test } from 'vitest'
import { type Agent, agentCreateSchema } from '#lib/contracts/agents/agent.ts'
import { modelsFor, type UsableModel } from './usable-models.ts'

const simulators = new Set(['demo'])
const agentWith = (model: string): Agent => ({
  ...agentCreateSchema.parse({ name: 'Agent', model }),
  id: 'agent',
  slug: 'agent',
  createdAt: '',
  updatedAt: '',
})
const measured = (model: string): UsableModel => ({
  model,
  p50: 100,
  samples: 9,
  source: 'turns',
  isSimulated: model.startsWith('demo/'),
})
const [simulated, real] = [measured('demo/fast'), measured('openai/fast')]

describe('simulated models are proposed only among themselves', () => {
  test.each([
    ['a real agent', 'openai/slow', [simulated, real], [real]],
    ['a real agent without another real model', 'openai/slow', [simulated], []],
    ['a simulated agent beside real models', 'demo/slow', [simulated, real], [real]],
    ['a simulated agent where all is simulated', 'demo/slow', [simulated], [simulated]],
  ])('%s', (_, model, models, usable) => {
    expect(modelsFor(agentWith(model), models, simulators)).toEqual(usable)
  })
})
