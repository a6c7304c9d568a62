import { expect, test, vi } from 'vitest'
import { ask, canaryKey, cookie, createAgent, services, setUpTurns } from '../chat/testing.ts'
import { log } from '../log.ts'
import { post } from '../testing.ts'

setUpTurns()
const canary = 'Zanzibarkanarie'

test('every turn has a line, failures have theirs, and nothing that people wrote or must hide', async () => {
  log().level = 'debug'
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)

  const good = await createAgent('sim:ttfb=1,gap=0,tokens=3')
  await (await ask(crypto.randomUUID(), good, `My name is ${canary}`)).text()
  const bad = await createAgent('fault:key-echo-401')
  await (await ask(crypto.randomUUID(), bad, `Tell me of ${canary}`)).text()
  await services.background.settled()
  await post('/api/memories/search', { cookie, body: { query: canary } })
  const credentials = { email: 'ada@example.com', password: 'wrong horse battery' }
  await post('/api/auth/sign-in/email', { body: credentials })
  // An unexpected failure of a request that contains a secret.
  const rename = (to: string) =>
    services.database.pool.query(`ALTER TABLE "Memory" RENAME TO ${to}`)
  await rename('"Hidden"')
  const failed = await post('/api/memories', { cookie, body: { text: `I like ${canary}` } })
  await services.database.pool.query('ALTER TABLE "Hidden" RENAME TO "Memory"')
  expect(failed.status).toBe(500)

  const text = written.mock.calls.map(([line]) => String(line)).join('')
  written.mockRestore()
  log().level = 'warn'
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.filter(({ message }) => message === 'turn ended')).toMatchObject([
    { outcome: 'complete', turnId: expect.any(String), ttfbMs: expect.any(Number) },
    { outcome: 'error', code: expect.any(String), agentId: bad },
  ])
  const { error: failure } = await failed.json()
  const [id] = /\b[0-9a-f]{8}\b/.exec(failure.message) ?? []
  expect(lines.filter((line) => line.id === id)).toMatchObject([{ path: '/api/memories' }])
  for (const hidden of [canary, canaryKey, credentials.password, credentials.email, cookie])
    expect(text).not.toContain(hidden)
})

test('browsers are told what a request took', async () => {
  const agentId = await createAgent('sim:ttfb=1,gap=0,tokens=3')
  const response = await ask(crypto.randomUUID(), agentId, 'Hello')
  expect(response.headers.get('server-timing')).toMatch(/^auth;dur=[\d.]+, .*history;dur=[\d.]+/)
  await response.text()
  const created = await post('/api/memories', { cookie, body: { text: 'I like tea.' } })
  expect(created.headers.get('server-timing')).toMatch(/^auth;dur=[\d.]+, total;dur=[\d.]+$/)
})
