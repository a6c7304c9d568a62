import { expect, it } from 'vitest'
import { type Agent, agentCreateSchema } from '#lib/contracts/agents/agent.ts'
import { agentsOfProvider } from './provider-users.ts'

function agent(name: string, fields: object): Agent {
  const time = '2026-01-01T00:00:00.000Z'
  const values = agentCreateSchema.parse({ name, model: 'other/model', ...fields })
  return { ...values, id: name, slug: name, createdAt: time, updatedAt: time }
}

it('finds the agents that name a model of the provider, for whatever', () => {
  const agents = [
    agent('main', { model: 'zhipu/glm-4.6', fallbackModel: 'zhipu/glm-4-flash' }),
    agent('fallback', { fallbackModel: 'zhipu/a' }),
    agent('hedge', { hedge: { afterMs: 'p95', model: 'zhipu/a' } }),
    agent('routing', { routing: { fastModel: 'other/a', deepModel: 'zhipu/a' } }),
    agent('none', { fallbackModel: 'zhipu-2/a' }),
  ]
  const users = agentsOfProvider(agents, 'zhipu')
  expect(users.map(({ name }) => name)).toEqual(['main', 'fallback', 'hedge', 'routing'])
})
