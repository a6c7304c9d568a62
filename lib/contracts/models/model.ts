import { z } from 'zod'
import type { BreakerState } from './breaker.ts'

/** US dollars per million tokens. */
const dollars = z.number().min(0).max(100_000)
const priceSchema = z.strictObject({ input: dollars, output: dollars })
export type ModelPrice = z.infer<typeof priceSchema>

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
  /** Whether it calls tools, and reasons before it answers; absent where that is unknown. */
  takesTools?: boolean
  reasons?: boolean
  price?: ModelPrice
  /** What an admin set. */
  corrected: ('takesPictures' | 'takesTools' | 'reasons' | 'price')[]
  /** The provider's list names it; true where the provider gave no list. */
  listed: boolean
}

/** Splits `provider/model` at the first slash; the model's name may contain more. */
export function parseModelId(id: string): { providerSlug: string; modelName: string } | null {
  const slash = id.indexOf('/')
  if (slash <= 0 || slash === id.length - 1) return null
  return { providerSlug: id.slice(0, slash), modelName: id.slice(slash + 1) }
}

/** What an admin says of a model; null goes back to what is known without them. */
export const modelPatchSchema = z.strictObject({
  id: z
    .string()
    .max(300)
    .refine((id) => parseModelId(id) !== null, 'must be written provider/model'),
  inputs: z
    .array(z.enum(['text', 'image']))
    .refine((inputs) => inputs.includes('text'), 'must include text')
    .nullable()
    .optional(),
  takesTools: z.boolean().nullable().optional(),
  reasons: z.boolean().nullable().optional(),
  price: priceSchema.nullable().optional(),
})
export type ModelPatch = z.infer<typeof modelPatchSchema>
