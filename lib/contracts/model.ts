import type { BreakerState } from './breaker.ts'

/** A model that a user may choose. */
export interface ModelInfo {
  /** `provider/model` */
  id: string
  /** The provider's display name. */
  provider: string
  /** The model's name at the provider. */
  name: string
  kind: 'chat' | 'embedding'
  /** Measured TTFB, milliseconds; null before the first turn or probe. */
  ttfb: { p50: number; p95: number; samples: number; source: 'turns' | 'probe' } | null
  tokensPerSecond: number | null
  breaker: BreakerState
  /** The model only simulates answers. */
  simulated: boolean
  /** What it takes; absent where that is unknown. */
  inputs?: ('text' | 'image')[]
  /** The provider's list names it; true where the provider gave no list. */
  listed: boolean
}

/** Splits `provider/model` at the first slash; the model's name may contain more. */
export function parseModelId(id: string): { providerSlug: string; modelName: string } | null {
  const slash = id.indexOf('/')
  if (slash <= 0 || slash === id.length - 1) return null
  return { providerSlug: id.slice(0, slash), modelName: id.slice(slash + 1) }
}
