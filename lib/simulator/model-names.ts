import { ApiError, unknownModel } from './api-error.ts'
import type { Range } from './seeded-random.ts'

/** How a demo model behaves, in milliseconds before the time scale. */
export interface DemoProfile {
  connectMs: Range
  /** Time from the request to the answer's first token. */
  firstTokenMs: Range
  gapMs: Range
  /** Duration of the reasoning before the answer's first token. */
  reasoningMs: Range | null
}

/**
 * The demo models. The shortest wait of `glm-4.6` is thirteen times the longest of `glm-4-flash`,
 * and its first token of any kind arrives after 20 s.
 */
export const demoModels: Readonly<Record<string, DemoProfile>> = {
  'demo-fast': {
    connectMs: [15, 30],
    firstTokenMs: [290, 310],
    gapMs: [10, 12],
    reasoningMs: null,
  },
  'demo-deep': {
    connectMs: [40, 80],
    firstTokenMs: [5_900, 6_100],
    gapMs: [11, 14],
    reasoningMs: [5_300, 5_500],
  },
  'glm-4-flash': {
    connectMs: [60, 120],
    firstTokenMs: [1_000, 1_650],
    gapMs: [10, 14],
    reasoningMs: null,
  },
  'glm-4.6': {
    connectMs: [60, 120],
    firstTokenMs: [22_000, 30_000],
    gapMs: [12, 16],
    reasoningMs: [1_200, 1_900],
  },
}

export const embeddingModel = 'demo-embedding'

export type ModelName =
  | { kind: 'demo'; profile: DemoProfile; timeScale: number }
  | { kind: 'sim'; parameters: Map<string, string>; timeScale: number }
  | { kind: 'fault'; fault: string; timeScale: number }
  | { kind: 'embedding'; timeScale: number }

/**
 * Parses `name[@xN]`: `demo-fast`, `glm-4.6@x20` (20 times faster), `sim:ttfb=800,gap=20`,
 * `fault:split-utf8`.
 * @throws ApiError 404 for an unknown name, 400 for a scale that is not a positive number
 */
export function parseModelName(name: string): ModelName {
  const [, base = '', suffix] = /^(.*?)(?:@[x×](.*))?$/s.exec(name) ?? []
  const timeScale = suffix === undefined ? 1 : Number(suffix)
  if (!(timeScale > 0 && timeScale <= 1_000_000)) {
    throw new ApiError(400, `"@x${suffix}" is no time scale; write for example ${base}@x20.`, {
      param: 'model',
    })
  }
  const profile = Object.hasOwn(demoModels, base) ? demoModels[base] : undefined
  if (profile) return { kind: 'demo', profile, timeScale }
  if (base === embeddingModel) return { kind: 'embedding', timeScale }
  if (base === 'sim' || base.startsWith('sim:')) {
    return { kind: 'sim', parameters: parseParameters(base.slice('sim:'.length)), timeScale }
  }
  if (base.startsWith('fault:')) {
    return { kind: 'fault', fault: base.slice('fault:'.length), timeScale }
  }
  throw unknownModel(name)
}

function parseParameters(text: string): Map<string, string> {
  const pairs = text.split(',').filter((pair) => pair.trim())
  return new Map(
    pairs.map((pair) => {
      const equals = pair.indexOf('=')
      return equals < 0
        ? [pair.trim(), '']
        : [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()]
    }),
  )
}
