import { afterAll, beforeAll, expect } from 'vitest'
import { rateLimitsSchema } from '#lib/contracts/account/rate-limits.ts'
import type { ChatDetail } from '#lib/contracts/chat/chat.ts'
import type { TurnTiming } from '#lib/contracts/latency/timing.ts'
import { type Simulator, startSimulator } from '#lib/simulator/server.ts'
import type { Services } from '../services.ts'
import { call, post, signUp, startTestServices, type TestServicesOptions } from '../testing.ts'

export let simulator: Simulator
export let services: Services
let stopServices: () => Promise<void>
export let cookie: string
let slug: string

/** The one user of a test file asks more than a person does. */
const noTurnLimits = { turnsPerUser: null, turnsPerClient: null, runsPerUser: null }

/** A key that must never appear in any output. */
export const canaryKey = 'sk-canary-7f3a9c1e5b2d8064'

/** Starts real services and a simulated provider for the tests of one file. */
export function setUpTurns(options: { timeScale?: number } & TestServicesOptions = {}): void {
  const { timeScale, ...servicesOptions } = options
  beforeAll(async () => {
    simulator = await startSimulator({ timeScale })
    const started = await startTestServices(servicesOptions)
    services = started.services
    stopServices = started.stop
    await services.settings.update({ rateLimits: rateLimitsSchema.parse(noTurnLimits) })
    cookie = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
    const body = { name: 'Sim', baseUrl: simulator.url, apiKey: canaryKey }
    slug = (await (await post('/api/providers', { cookie, body })).json()).slug
  })
  afterAll(async () => {
    await services.runs.stop({}, 'shutdown')
    await stopServices()
    await simulator.close()
  })
}

/** The id of a model of the simulated provider. */
export const modelId = (name: string): string => `${slug}/${name}`

/** Creates an agent whose recall deadline is never reached on a busy machine. */
export async function createAgent(model: string, more: object = {}): Promise<string> {
  const memory = { deadlineMs: 10_000 }
  const body = { name: 'Agent', model: modelId(model), memory, ...more }
  const response = await post('/api/agents', { cookie, body })
  expect(response.status).toBe(201)
  return (await response.json()).id
}

export function ask(
  chatId: string,
  agentId: string,
  text: string,
  more: object = {},
  asker = cookie,
) {
  const message = { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text }] }
  return post('/api/chat', { cookie: asker, body: { id: chatId, agentId, message, ...more } })
}

export type Frame = { type: string; [key: string]: unknown }

export function framesOf(stream: string): Frame[] {
  const lines = stream.split('\n\n').filter((line) => line.startsWith('data: {'))
  return lines.map((line) => JSON.parse(line.slice('data: '.length)))
}

export function timingOf(frames: Frame[]): TurnTiming {
  return frames.find(({ type }) => type === 'data-timing')?.data as TurnTiming
}

export function textOfFrames(frames: Frame[]): string {
  return frames.map((frame) => (frame.type === 'text-delta' ? frame.delta : '')).join('')
}

export async function readChat(chatId: string): Promise<ChatDetail> {
  return (await call('GET', `/api/chats/${chatId}`, { cookie })).json()
}

/** Reads a stream until it contains the wanted text. */
export async function readUntil(response: Response, wanted: string) {
  const reader = response.body?.getReader()
  if (!reader) throw new Error('There is no body.')
  let text = ''
  while (!text.includes(wanted)) {
    const { done, value } = await reader.read()
    if (done) throw new Error(`The stream ended without ${wanted}: ${text}`)
    text += Buffer.from(value).toString()
  }
  return reader
}
