import { expect, test } from 'vitest'
import { createAgent, setUpTurns } from '../chat/testing.ts'
import { call, signIn } from '../testing.ts'

setUpTurns()

test('users get what the chat page shows of an agent, and nothing of how it is set up', async () => {
  const instructions = 'Only admins may read this.'
  await createAgent('sim:tokens=1', { name: 'Tea', description: 'Makes tea.', instructions })
  const admin = await signIn({ email: 'ada@example.com', password: 'correct horse' })
  const body = { name: 'Bob', email: 'bob@example.com', password: 'correct horse' }
  await call('POST', '/api/users', { cookie: admin, body })
  const read = async (cookie: string) => {
    const { items } = await (await call('GET', '/api/agents', { cookie })).json()
    return items.find(({ name }: { name: string }) => name === 'Tea')
  }
  expect(await read(admin)).toMatchObject({ instructions, deadlines: {}, historyLimit: 100 })
  const shown = await read(await signIn({ email: body.email, password: body.password }))
  expect(shown).toMatchObject({ name: 'Tea', description: 'Makes tea.', model: 'sim/sim:tokens=1' })
  expect(Object.keys(shown).sort()).toEqual([
    ...['allowModelChoice', 'description', 'id', 'model', 'name', 'reasoningEffort', 'routing'],
    ...['slug', 'starters'],
  ])
})
