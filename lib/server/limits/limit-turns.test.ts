import { afterEach, expect, test } from 'vitest'
import { rateLimitsSchema } from '#lib/contracts/account/rate-limits.ts'
import { createAgent, setUpTurns } from '../chat/testing.ts'
import { services } from '../services.ts'
import { call, signIn } from '../testing.ts'

setUpTurns()
afterEach(() => services().settings.update({ rateLimits: rateLimitsSchema.parse({}) }))

const setLimits = (limits: object) =>
  services().settings.update({ rateLimits: { ...rateLimitsSchema.parse({}), ...limits } })

async function ask(agentId: string, cookie: string, headers: object = {}) {
  const message = { id: 'm', role: 'user', parts: [{ type: 'text', text: 'Hello' }] }
  const id = crypto.randomUUID()
  const body = { id, agentId, message }
  return {
    id,
    response: await call('POST', '/api/chat', { cookie, body, headers: { ...headers } }),
  }
}

test('as many answers run for one user at once as the setting allows', async () => {
  await setLimits({ runsPerUser: 2 })
  const agentId = await createAgent('sim:ttfb=1,gap=600000,tokens=2')
  const cookie = await signIn({ email: 'ada@example.com', password: 'correct horse' })
  const running = [await ask(agentId, cookie), await ask(agentId, cookie)]
  const { response } = await ask(agentId, cookie)
  expect(response.status).toBe(429)
  expect(await response.json()).toMatchObject({ error: { code: 'rate-limited' } })
  expect(response.headers.get('retry-after')).toBe('5')
  for (const { id } of running) await call('POST', `/api/chat/${id}/stop`, { cookie })
  const again = await ask(agentId, cookie)
  expect(again.response.status).toBe(200)
  await call('POST', `/api/chat/${again.id}/stop`, { cookie })
})

test('turns are counted by user, and by address where that is one client’s', async () => {
  await setLimits({ turnsPerUser: 1_000, turnsPerClient: 2 })
  const agentId = await createAgent('sim:ttfb=1,gap=0,tokens=1')
  const cookie = await signIn({ email: 'ada@example.com', password: 'correct horse' })
  const from = (address: string, origin = 'elsewhere') => ({
    ...{ 'x-lumos-client': address, 'x-lumos-client-is': origin },
  })
  const statusFrom = async (headers: object) => {
    const { response } = await ask(agentId, cookie, headers)
    await response.text()
    return response.status
  }
  for (let i = 0; i < 2; i++) expect(await statusFrom(from('2001:db8:5:5::1'))).toBe(200)
  await expect.poll(() => statusFrom(from('2001:db8:5:5::2'))).toBe(429)
  expect(await statusFrom(from('2001:db8:5:6::1'))).toBe(200)
  for (let i = 0; i < 4; i++) expect(await statusFrom(from('192.0.2.1', 'unknown'))).toBe(200)
  await setLimits({ turnsPerUser: 2 })
  await expect.poll(() => statusFrom({})).toBe(429)
})
