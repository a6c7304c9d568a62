import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type DeadlineSettings, deadlineSettingsSchema } from '#lib/contracts/agents/agent.ts'
import type { Fault, FaultExpectation } from '#lib/simulator/faults/fault.ts'
import { faults } from '#lib/simulator/faults/faults.ts'
import { type Simulator, startSimulator } from '#lib/simulator/server.ts'
import type { ModelEvent } from './model-port.ts'
import { createModelRegistry, type ModelRegistry } from './model-registry.ts'
import { canaryKey, collect, hello, leaksOf } from './testing.ts'

/** Every recorded provider fault, over real HTTP, through the whole stack. */

const models: ModelRegistry = createModelRegistry()
let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 10 })
  models.setProviders([
    {
      slug: 'sim',
      kind: 'openai-compatible',
      baseUrl: simulator.url,
      apiKey: canaryKey,
      headers: {},
      isPrivateAllowed: true,
    },
  ])
})
afterAll(async () => {
  await models.close()
  await simulator.close()
})

const chatFaults = faults.filter(({ group }) => group !== 'embeddings')
const groups = [...new Set(chatFaults.map(({ group }) => group))]

describe.each(groups)('%s', (group) => {
  test.concurrent.each(chatFaults.filter((fault) => fault.group === group))(
    '$name: $description',
    async (fault) => {
      const events = await ask(`fault:${fault.name}`, deadlinesFor(fault))
      expect(summarise(events)).toEqual(expectedOf(fault.expected))
      expect(leaksOf(events)).toEqual([])
      await vi.waitFor(() => expect(openRequests(fault), 'requests left open').toBe(0), 30_000)
      expect(summarise(await ask('fault:comments'))).toMatchObject({ outcome: 'complete' })
    },
  )
})

test('an answer that is whole is not missed for what may follow it', async () => {
  const short = deadlineSettingsSchema.parse({ betweenTokensMs: 1_000 })
  const events = await ask('fault:open-after-finish', short)
  expect(summarise(events)).toMatchObject({ outcome: 'complete' })
})

test('calls that share an id are told apart by ids of their own', async () => {
  const events = await ask('fault:tool-calls-same-id')
  const ids = events.flatMap((event) => (event.type === 'tool-call' ? [event.id] : []))
  expect(new Set(ids).size).toBe(2)
})

test('no redirect was followed', () => {
  expect(simulator.stats().redirectsFollowed).toBe(0)
})

function ask(model: string, deadlines = deadlineSettingsSchema.parse({})) {
  const { modelName, streamModel } = models.resolve(`sim/${model}`, deadlines)
  return collect(streamModel(hello(modelName), new AbortController().signal))
}

/** Shortens the deadline that a fault is expected to exceed. */
function deadlinesFor({ expected }: Fault): DeadlineSettings {
  const long = {
    maxOutputChars: 4_000_000,
    connectMs: 15_000,
    firstTokenMs: 15_000,
    betweenTokensMs: 15_000,
    totalMs: 18_000,
  }
  switch (expected.code) {
    case 'deadline-connect':
      return { ...long, connectMs: 300 }
    case 'deadline-first-token':
      return { ...long, firstTokenMs: 300 }
    case 'deadline-between-tokens':
      return { ...long, betweenTokensMs: 300 }
    case 'deadline-total':
      return { ...long, totalMs: 600 }
    default:
      return long
  }
}

function summarise(events: ModelEvent[]) {
  const text = joined(events, 'text-delta')
  const reasoning = joined(events, 'reasoning-delta')
  const toolCalls = events.flatMap((event) =>
    event.type === 'tool-call' ? [{ name: event.name, input: event.input }] : [],
  )
  const endings = events.filter(({ type }) => type === 'finish' || type === 'error')
  const last = events.at(-1)
  expect(endings, 'exactly one ending, the last event').toEqual([last])
  const common = { text, reasoning, toolCalls }
  if (last?.type === 'error') {
    return { outcome: 'error', ...common, code: last.failure.code, message: last.failure.message }
  }
  if (last?.type !== 'finish') throw new Error('no ending')
  const { reason, usage } = last
  const isPartial = reason !== 'stop' && reason !== 'tool-calls'
  return isPartial
    ? { outcome: 'partial', ...common, reason, usage }
    : { outcome: 'complete', ...common, usage }
}

function joined(events: ModelEvent[], type: 'text-delta' | 'reasoning-delta'): string {
  return events.map((event) => (event.type === type ? event.delta : '')).join('')
}

function expectedOf({ outcome, code, message, reason, usage, ...answer }: FaultExpectation) {
  const isEndless = code === 'output-cap' || code === 'deadline-total'
  const common = {
    text: answer.text ?? (isEndless ? expect.any(String) : ''),
    reasoning: answer.reasoning ?? (isEndless ? expect.any(String) : ''),
    toolCalls: answer.toolCalls ?? [],
  }
  const words = expect.stringContaining(message ?? ' ')
  if (outcome === 'error')
    return { outcome, ...common, code: code ?? expect.any(String), message: words }
  const counts = usage ? expect.objectContaining(usage) : expect.anything()
  return outcome === 'partial'
    ? { outcome, ...common, reason, usage: counts }
    : { outcome, ...common, usage: counts }
}

function openRequests({ name }: Fault): number {
  const counts = simulator.stats().models[`fault:${name}`]
  if (!counts) return Number.NaN
  return counts.requests - counts.completed - counts.aborted - counts.failed
}
