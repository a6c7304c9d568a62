import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChatMessage } from '#lib/contracts/chat/chat.ts'
import type { Turn } from '#lib/contracts/latency/turn.ts'
import type { Fault } from '#lib/simulator/faults/fault.ts'
import { faults } from '#lib/simulator/faults/faults.ts'
import { nodeListener } from '../http/node-listener.ts'
import { call } from '../testing.ts'
import { chatRoute } from './chat-route.ts'
import {
  canaryKey,
  cookie,
  createAgent,
  type Frame,
  framesOf,
  readChat,
  services,
  setUpTurns,
  simulator,
  textOfFrames,
} from './testing.ts'

/**
 * Every known provider fault, end to end over real HTTP: the stream, the stored chat after a
 * reload, the trace, and what is left behind.
 */

setUpTurns({ timeScale: 10 })
let server: Server
let url: string
/** Asked after each fault, to check that the next turn works. */
let healthyAgentId: string

beforeAll(async () => {
  // Hundreds of turns a minute are one user's here.
  const rateLimits = { turnsPerUser: null, runsPerUser: null }
  const body = { rateLimits }
  expect((await call('PATCH', '/api/settings', { cookie, body })).status).toBe(200)
  healthyAgentId = await createAgent('fault:comments')
  server = createServer(nodeListener(chatRoute)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

// Steps with tools ask the provider again, and it repeats the fault.
const chatFaults = faults.filter(({ group }) => group !== 'embeddings')
const plainFaults = chatFaults.filter(({ group }) => group !== 'tools')
const groups = [...new Set(plainFaults.map(({ group }) => group))]

describe.each(groups)('%s', (group) => {
  test.concurrent.each(plainFaults.filter((fault) => fault.group === group))(
    '$name: $description',
    async (fault) => {
      const { frames, answer, trace } = await askFault(fault)
      const { outcome, text, reasoning, reason, code, message } = fault.expected
      const isEndless = code === 'output-cap' || code === 'deadline-total'

      expect(answer.status).toBe(outcome)
      expect(trace.outcome).toBe(outcome)
      const ending = outcome === 'error' ? code : reason
      if (ending) expect([answer.statusReason, trace.outcomeReason]).toEqual([ending, ending])
      const words = answer.metadata?.errorMessage
      if (message) expect(words).toContain(message)
      if (outcome === 'error') expect(frames.find(isError)?.errorText).toBe(words)

      if (!isEndless) expect(textOfFrames(frames)).toBe(text ?? '')
      expect(partsText(answer, 'text')).toBe(textOfFrames(frames))
      if (!isEndless) expect(partsText(answer, 'reasoning')).toBe(reasoning ?? '')
      expect(trace.ttfbMs === null).toBe(textOfFrames(frames) === '')
      expect(JSON.stringify([frames, answer, trace])).not.toContain(canaryKey)

      const next = await ask(healthyAgentId)
      expect(next.answer.status).toBe('complete')
    },
  )
})

describe('tools', () => {
  test.concurrent.each(chatFaults.filter(({ group }) => group === 'tools'))(
    '$name: $description',
    async (fault) => {
      const { answer, trace } = await askFault(fault)
      expect(['complete', 'partial', 'error']).toContain(answer.status)
      expect(trace.outcome).toBe(answer.status)
      expect((await ask(healthyAgentId)).answer.status).toBe('complete')
    },
  )
})

test('the documentation lists what was tested', async () => {
  await expect(table()).toMatchFileSnapshot('../../../docs/provider-faults.md')
})

test('no redirect was followed, and no request is left open', async () => {
  await expect.poll(() => simulator.stats().active).toBe(0)
  expect(simulator.stats().redirectsFollowed).toBe(0)
})

async function askFault({ name, expected }: Fault) {
  return ask(await createAgent(`fault:${name}`, { deadlines: deadlinesFor(expected) }))
}

async function ask(agentId: string) {
  const chatId = crypto.randomUUID()
  const message = { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text: 'Hi' }] }
  const response = await fetch(url, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ id: chatId, agentId, message }),
  })
  expect(response.status).toBe(200)
  const stream = await response.text()
  const frames = framesOf(stream)
  expect(frames.filter((frame) => frame.type === 'finish' || isError(frame))).toHaveLength(1)
  expect(stream.endsWith('data: [DONE]\n\n')).toBe(true)
  expect(await services.runs.stop({ chatId }, 'user'), 'a run left over').toBe(0)

  const { messages } = await readChat(chatId)
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
  const answer = messages[1] as ChatMessage
  const trace: Turn = await (await call('GET', `/api/turns/${answer.turnId}`, { cookie })).json()
  return { frames, answer, trace }
}

/** Short deadlines for faults that must exceed one. */
function deadlinesFor({ code }: Fault['expected']) {
  const short: Record<string, object> = {
    'deadline-connect': { connectMs: 300 },
    'deadline-first-token': { firstTokenMs: 300 },
    'deadline-between-tokens': { betweenTokensMs: 300 },
    'deadline-total': { totalMs: 600 },
    'output-cap': { maxOutputChars: 50_000 },
  }
  return short[code ?? ''] ?? { maxOutputChars: 4_000_000 }
}

function isError({ type }: Frame): boolean {
  return type === 'error'
}

function partsText({ parts }: ChatMessage, type: 'text' | 'reasoning'): string {
  return parts.map((part) => (part.type === type ? part.text : '')).join('')
}

function table(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
  const rows = chatFaults.map(({ group, name, description, expected }) => {
    const { outcome, reason, code } = expected
    const ending = group === 'tools' ? 'ends, next turn works' : [outcome, code ?? reason]
    const words = [ending].flat().filter(Boolean).join(': ')
    return `| ${group} | `.concat('`', name, '`', ` | ${cell(description)} | ${words} |`)
  })
  return [
    '# What providers do, and what Lumos makes of it',
    '',
    'Written by `lib/server/chat/faults.test.ts`, which provokes each of these over real HTTP and checks the stream, what a reload shows, and the trace. “complete” is the exact text; “partial” keeps the text and marks it as cut off; “error” keeps the text and says what happened. Each is the model `fault:NAME` of the [simulator](simulator.md).',
    '',
    '| group | name | behaviour | the turn |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
