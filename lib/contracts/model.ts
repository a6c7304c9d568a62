import type { BreakerState } from './breaker.ts'

/** A model that a user may choose. */
export interface ModelInfo {
  /** `provider/model` */
  id: string
  /** The provider's name for people. */
  provider: string
  /** The provider's own name of the model. */
  name: string
  kind: 'chat' | 'embedding'
  /** What is known of its time to the first token, milliseconds; null before the first turn. */
  ttfb: { p50: number; p95: number; samples: number; source: 'turns' | 'probe' } | null
  tokensPerSecond: number | null
  breaker: BreakerState
  /** It only simulates answers. */
  simulated: boolean
}

/** Splits `provider/model` at the first slash; the model's name may contain more. */
export function parseModelId(id: string): { providerSlug: string; modelName: string } | null {
  const slash = id.indexOf('/')
  if (slash <= 0 || slash === id.length - 1) return null
  return { providerSlug: id.slice(0, slash), modelName: id.slice(slash + 1) }
}
