import { expect, test } from 'vitest'
import { type Agent, agentCreateSchema } from '#lib/contracts/agents/agent.ts'
import { settingsHash } from './settings-hash.ts'

const agent: Agent = {
  ...agentCreateSchema.parse({ name: 'Agent', model: 'a/b' }),
  id: 'agent',
  slug: 'agent',
  createdAt: '',
  updatedAt: '',
}
const hashOf = (change: object) => settingsHash({ ...agent, ...change })

test.each([
  ['name', { name: 'Another' }],
  ['description', { description: 'Another' }],
  ['moment of a change', { updatedAt: '2026-01-01' }],
  ['order of fields', Object.fromEntries(Object.entries(agent).reverse())],
  ['setting of a later version that is not set', { later: null, other: undefined }],
])('turns are not told apart by their agent’s %s', (_, change) => {
  expect(hashOf(change)).toBe(settingsHash(agent))
})

test.each([
  ['model', { model: 'a/c' }],
  ['instructions', { instructions: 'Be brief.' }],
  ['buffer', { streaming: { ...agent.streaming, bufferChars: 200 } }],
  ['routing', { routing: { fastModel: 'a/c', deepModel: 'a/b' } }],
  ['tools', { tools: ['current-time'] }],
])('turns are told apart by their agent’s %s', (_, change) => {
  expect(hashOf(change)).not.toBe(settingsHash(agent))
  expect(hashOf({ ...change, name: 'Another' })).toBe(hashOf(change))
})
