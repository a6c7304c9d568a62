import { expect, test } from 'vitest'
import type { TurnTiming } from '#lib/contracts/latency/timing.ts'
import type { AnswerFacts } from '#lib/db/repositories/conversation.ts'
import { createReadingSpeeds } from '../models/reading-speeds.ts'
import { warmModelOf } from './warm-model.ts'

const print = {
  ...{ instructions: '', tools: '', summary: null, from: '', messages: '', chars: 0 },
  tokens: 10_000,
  instructionTokens: 0,
}
const answer: AnswerFacts = {
  ...{ agentId: 'agent', model: 'b/hedge', createdAt: 0, memories: null, print },
  promptCache: { sameTokens: 9_500 },
  inputTokens: 10_000,
  cachedTokens: 9_400,
}
const hedge = { afterMs: 500, model: 'b/hedge', reasoningCounts: false }
const agent = { model: 'a/own', hedge, fallbackModel: null }

/** Speeds of models that read a token in so many milliseconds, behind 100 ms. */
function speedsOf(models: Record<string, number>) {
  const speeds = createReadingSpeeds()
  for (const [model, msPerToken] of Object.entries(models))
    for (const tokens of [500, 1_000, 2_000, 4_000, 8_000]) {
      const endMs = 100 + msPerToken * tokens
      const stages: TurnTiming['stages'] = [{ name: 'model', startMs: 0, endMs }]
      speeds.note({
        ...{ turnId: '', model, stages, ttfbMs: endMs, totalMs: endMs },
        ...{ inputTokens: tokens + 100, cachedTokens: 100, outputTokens: 1, tokensPerSecond: 1 },
      })
    }
  return speeds
}

const ask = (facts: Partial<AnswerFacts>, msPerToken = 0.1, now = 60_000) =>
  warmModelOf(
    agent,
    { history: [{ answer: { ...answer, ...facts } }], userText: 'And then?' },
    speedsOf({ 'a/own': msPerToken, 'b/hedge': 0.1 }),
    now,
  )

test('a chat stays with the model that has it in its cache, where that is faster', () => {
  expect(ask({})).toBe('b/hedge')
  // The own model reads the whole chat faster than the other one answers.
  expect(ask({}, 0.001)).toBeNull()
})

test('the own model is asked when it answered last, after a pause, and where nothing was cached', () => {
  expect(ask({ model: 'a/own' })).toBeNull()
  expect(ask({}, 0.1, 400_000)).toBeNull()
  expect(ask({ cachedTokens: 0 })).toBeNull()
  expect(ask({ model: 'c/of-an-earlier-setting' })).toBeNull()
})

test('without measurements the own model is asked', () => {
  const history = [{ answer }]
  expect(warmModelOf(agent, { history, userText: '' }, createReadingSpeeds(), 0)).toBeNull()
})
