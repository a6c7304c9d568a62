import { expect, test } from 'vitest'
import type { Turn } from '#lib/contracts/latency/turn.ts'
import { call, post } from '../testing.ts'
import { ask, cookie, createAgent, framesOf, setUpTurns, simulator, timingOf } from './testing.ts'

setUpTurns()

const blockMs = 400

/** @param whileItWaits runs while the provider delays its answer */
async function traceOf(agentId: string, whileItWaits = () => {}): Promise<Turn> {
  const response = await ask(crypto.randomUUID(), agentId, 'Hello')
  whileItWaits()
  const { turnId } = timingOf(framesOf(await response.text()))
  return (await call('GET', `/api/turns/${turnId}`, { cookie })).json()
}

function block() {
  const until = performance.now() + blockMs
  while (performance.now() < until);
}

test('a blocked event loop shows in the trace of the turn that waited for it, and of no other', async () => {
  const agentId = await createAgent('sim:ttfb=300,gap=0,tokens=3')
  const delayOf = (turn: Turn) => turn.metadata.loopDelayMs as number
  const blocked = delayOf(await traceOf(agentId, block))
  const quiet = delayOf(await traceOf(agentId))
  expect(blocked).toBeGreaterThan(blockMs / 2)
  expect(quiet).toBeGreaterThanOrEqual(0)
  expect(quiet).toBeLessThan(blocked)
})

test('the first turn opens the connection to the provider, the next ones use it again', async () => {
  const body = { name: 'Unused', baseUrl: simulator.url, apiKey: 'sk-unused' }
  const { slug } = await (await post('/api/providers', { cookie, body })).json()
  const agent = { name: 'Agent', model: `${slug}/sim:ttfb=1,gap=0,tokens=3` }
  const { id } = await (await post('/api/agents', { cookie, body: agent })).json()
  expect((await traceOf(id)).connection).toBe('new')
  expect((await traceOf(id)).connection).toBe('reused')
})
