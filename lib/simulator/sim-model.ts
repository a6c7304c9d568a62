import { ApiError } from './api-error.ts'
import { type FailureMode, failureModes, type Script } from './script.ts'
import { between, type Random, type Range } from './seeded-random.ts'

interface SimParameters {
  connect: Range
  ttfb: Range
  /** Added to `ttfb` per 1,000 prompt tokens. */
  prefill: number
  gap: Range
  tokens: number
  reasoning: number
  /** Time of the first reasoning token; a quarter of `ttfb` by default. */
  think: Range | null
  fail: FailureMode | number | null
  after: number | null
  failrate: number
  /** Replaces `ttfb` for a share `slowrate` of the requests. */
  slow: Range | null
  slowrate: number
}

/**
 * A model that its name configures: `sim:connect=20,ttfb=800,gap=20,tokens=200,reasoning=50`. Its
 * answer is `tok0 tok1 …` and its reasoning `think0 think1 …`, with exactly these token counts.
 * Times are milliseconds, or `low-high` for a seeded random value.
 * @throws ApiError 400 for a parameter that is unknown or not a number, and the status of
 * `fail=STATUS`
 */
export function scriptOfSimModel(
  parameters: Map<string, string>,
  context: {
    timeScale: number
    random: Random
    promptTokens: number
    /** Tokens of this answer that an earlier response already sent. */
    tokensBefore: number
    maxTokens: number | null
  },
): Script {
  const sim = parseParameters(parameters)
  const { timeScale, random } = context
  const fails = sim.fail !== null && random() < sim.failrate
  if (fails && typeof sim.fail === 'number') throw simulatedFailure(sim.fail)

  const isSlow = sim.slow !== null && random() < sim.slowrate
  const readMs = (sim.prefill * context.promptTokens) / 1_000
  const ttfbMs = (between(random, (isSlow && sim.slow) || sim.ttfb) + readMs) / timeScale
  const gapMs = between(random, sim.gap) / timeScale
  const thinkMs = sim.think ? between(random, sim.think) / timeScale : ttfbMs / 4
  const left = Math.max(0, sim.tokens - context.tokensBefore)
  const tokens = Math.min(left, context.maxTokens ?? left)
  return {
    connectMs: Math.min(between(random, sim.connect) / timeScale, ttfbMs),
    segments: [
      ...(sim.reasoning > 0
        ? [
            {
              atMs: thinkMs,
              gapMs: Math.max(0, ttfbMs - thinkMs) / sim.reasoning,
              deltas: numberedDeltas('reasoning_content', 'think', sim.reasoning),
              count: sim.reasoning,
            },
          ]
        : []),
      {
        atMs: ttfbMs,
        gapMs,
        deltas: numberedDeltas('content', 'tok', tokens, context.tokensBefore),
        count: tokens,
      },
    ],
    finishReason: tokens < left ? 'length' : 'stop',
    usage: {
      promptTokens: context.promptTokens,
      completionTokens: tokens + sim.reasoning,
      reasoningTokens: sim.reasoning,
    },
    message: () => ({
      role: 'assistant',
      content: numberedWords('tok', tokens, context.tokensBefore),
      ...(sim.reasoning > 0 && { reasoning_content: numberedWords('think', sim.reasoning) }),
    }),
    failure:
      fails && typeof sim.fail === 'string'
        ? { mode: sim.fail, afterTokens: sim.after ?? Math.floor(tokens / 2) }
        : null,
  }
}

function parseParameters(values: Map<string, string>): SimParameters {
  const names = [
    'connect',
    'ttfb',
    'prefill',
    'gap',
    'tokens',
    'reasoning',
    'think',
    'fail',
    'after',
    'failrate',
    'slow',
    'slowrate',
  ]
  for (const name of values.keys()) {
    if (!names.includes(name)) {
      throw invalid(`"${name}" is no parameter of sim models; known are ${names.join(', ')}.`)
    }
  }
  const range = (name: string, fallback: Range) => parseRange(name, values.get(name), fallback)
  const count = (name: string, fallback: number, most = 1_000_000) =>
    parseCount(name, values.get(name), fallback, most)
  return {
    connect: range('connect', [0, 0]),
    ttfb: range('ttfb', [300, 300]),
    prefill: parseRange('prefill', values.get('prefill'), [0, 0])[0],
    gap: range('gap', [12, 12]),
    tokens: count('tokens', 100),
    reasoning: count('reasoning', 0),
    think: values.has('think') ? range('think', [0, 0]) : null,
    fail: parseFailure(values.get('fail')),
    after: values.has('after') ? count('after', 0) : null,
    failrate: parseRange('failrate', values.get('failrate'), [1, 1])[0],
    slow: values.has('slow') ? range('slow', [0, 0]) : null,
    slowrate: parseRange('slowrate', values.get('slowrate'), [1, 1])[0],
  }
}

function parseRange(name: string, value: string | undefined, fallback: Range): Range {
  if (value === undefined) return fallback
  const match = /^(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?$/.exec(value)
  if (!match) throw invalid(`"${name}=${value}" must be a number or a range such as 800-1200.`)
  const low = Number(match[1])
  const high = match[2] === undefined ? low : Number(match[2])
  if (low > 3_600_000 || high > 3_600_000) throw invalid(`"${name}=${value}" is over an hour.`)
  return [Math.min(low, high), Math.max(low, high)]
}

function parseCount(name: string, value: string | undefined, fallback: number, most: number) {
  if (value === undefined) return fallback
  if (!/^\d+$/.test(value) || Number(value) > most) {
    throw invalid(`"${name}=${value}" must be a whole number up to ${most}.`)
  }
  return Number(value)
}

function parseFailure(value: string | undefined): FailureMode | number | null {
  if (value === undefined) return null
  const mode = failureModes.find((name) => name === value)
  if (mode) return mode
  if (/^[45]\d\d$/.test(value)) return Number(value)
  throw invalid(`"fail=${value}" must be an HTTP status or one of ${failureModes.join(', ')}.`)
}

function simulatedFailure(status: number): ApiError {
  return new ApiError(status, `The simulator was asked to fail with ${status}.`, {
    type: status < 500 ? 'invalid_request_error' : 'server_error',
    code: 'simulated_failure',
  })
}

function invalid(message: string): ApiError {
  return new ApiError(400, message, { param: 'model' })
}

const deltasByField = new Map<string, string[]>()

/** All streams share these strings; creating them per stream is too slow at 500 streams. */
function numberedDeltas(field: string, word: string, count: number, from = 0): readonly string[] {
  const deltas = deltasByField.get(field) ?? []
  deltasByField.set(field, deltas)
  for (let index = deltas.length; index < from + count; index += 1) {
    deltas.push(`{"${field}":"${index === 0 ? '' : ' '}${word}${index}"}`)
  }
  return from === 0 ? deltas : deltas.slice(from, from + count)
}

function numberedWords(word: string, count: number, from = 0): string {
  if (count === 0) return ''
  const words = Array.from({ length: count }, (_, index) => `${word}${from + index}`)
  return (from === 0 ? '' : ' ') + words.join(' ')
}
