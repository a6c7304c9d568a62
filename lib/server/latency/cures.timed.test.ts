import { beforeAll, describe, expect, test } from 'vitest'
import type { AppliedFix } from '#lib/contracts/latency/latency.ts'
import { cookie, createAgent, modelId, services, setUpTurns } from '../chat/testing.ts'
import { call, post } from '../testing.ts'
import { bestFix, findings, ignoreBusyMachine, talk } from './testing.ts'

setUpTurns()
let fast: string

beforeAll(async () => {
  ignoreBusyMachine()
  fast = modelId('sim:ttfb=40,gap=1,tokens=3')
  await talk(await createAgent('sim:ttfb=40,gap=1,tokens=3'), 6)
})

describe('a prompt that is too long', () => {
  const instructions = 'You are a patient gardener. '.repeat(1_700)

  test('is found where the same model is quick with a short one', async () => {
    const model = 'sim:ttfb=40,prefill=200,gap=1,tokens=3'
    await talk(await createAgent(model), 5)
    const agentId = await createAgent(model, { instructions })
    await talk(agentId, 5)
    const found = await findings(agentId)
    expect(found[0]?.rule).toBe('large-prompt')
    expect(found.map(({ rule }) => rule)).not.toContain('slow-model')
    expect(found[0]?.fix.expectedTtfbMs).toBeLessThan((found[0]?.ttfbMs ?? 0) / 2)
  })

  test('is not blamed for a model that is as slow with a short one', async () => {
    const model = 'sim:ttfb=2100,gap=1,tokens=3'
    await talk(await createAgent(model), 5)
    const agentId = await createAgent(model, { instructions })
    await talk(agentId, 5)
    const [found] = await findings(agentId)
    expect(found).toMatchObject({ rule: 'slow-model', fix: { expectedTtfbMs: null } })
  })
})

describe('a fix names no model that does not answer', () => {
  const proposals = async (agentId: string) =>
    JSON.stringify((await findings(agentId)).flatMap(({ fix, otherFixes }) => [fix, ...otherFixes]))
  let slow: string
  beforeAll(async () => {
    slow = await createAgent('sim:ttfb=2500,gap=1,tokens=3')
    await talk(slow, 5)
  })

  test('which failed in one of its last three tries, however many answered before', async () => {
    const model = 'sim:ttfb=6,gap=1,tokens=3,fail=500,failrate=0'
    const agentId = await createAgent(model)
    await talk(agentId, 20)
    expect(await proposals(slow)).toContain(model)
    const { prisma } = services.database
    const last = await prisma.turn.findFirstOrThrow({
      where: { agentId },
      orderBy: { startedAt: 'desc' },
    })
    const failed = { outcome: 'error', outcomeReason: 'provider-error' }
    await prisma.turn.update({ where: { id: last.id }, data: failed })
    expect(await proposals(slow)).not.toContain(model)
    await talk(agentId, 3)
    expect(await proposals(slow)).toContain(model)
    // The model failed within a turn that another model answered.
    const attempts = [
      { model: modelId(model), role: 'first', startMs: 0, endMs: 9, outcome: 'failed' },
      { model: fast, role: 'fallback', startMs: 9, endMs: 50, outcome: 'answered' },
    ]
    await prisma.turn.create({
      data: {
        id: crypto.randomUUID(),
        userId: last.userId,
        instanceId: 'test',
        model: fast,
        outcome: 'complete',
        ttfbMs: 50,
        metadata: { attempts },
      },
    })
    expect(await proposals(slow)).not.toContain(model)
  })

  test('which was probed too seldom, or in vain', async () => {
    const seldom = 'sim:ttfb=7,gap=1,tokens=3'
    const probe = (runs: number, failures: number) =>
      services.database.prisma.modelProbe.create({
        data: { model: modelId(seldom), runs, failures, ttfbP50: 7, ttfbP95: 7 },
      })
    await probe(2, 0)
    expect(await proposals(slow)).not.toContain(seldom)
    await probe(3, 0)
    expect(await proposals(slow)).toContain(seldom)
    await probe(3, 1)
    expect(await proposals(slow)).not.toContain(seldom)
  })

  test('and asks it before anything is changed: what is silent now changes nothing', async () => {
    const dead = modelId('sim:ttfb=5,gap=1,tokens=3,fail=503')
    await services.database.prisma.modelProbe.create({
      data: { model: dead, runs: 5, failures: 0, ttfbP50: 5, ttfbP95: 5 },
    })
    const body = await bestFix(slow, 'slow-model')
    expect(body.patch).toEqual({ model: dead })
    const before = await services.agents.find(slow)
    const refused = await post('/api/latency/fixes', { cookie, body })
    expect(refused.status).toBe(502)
    expect((await refused.json()).error).toMatchObject({
      code: 'fix-model-silent',
      message: expect.stringContaining(dead),
    })
    expect(await services.agents.find(slow)).toEqual(before)
    const { items } = await (await call('GET', '/api/latency/fixes', { cookie })).json()
    expect(items.filter(({ agentId }: AppliedFix) => agentId === slow)).toEqual([])
    // The failed request was stored as a probe, so the model is no longer proposed.
    expect(await proposals(slow)).not.toContain(dead)
  })
})
