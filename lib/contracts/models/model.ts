import { z } from 'zod'
import { breakerStateSchema } from './breaker.ts'
import { parseModelId } from './model-id.ts'

/** US dollars per million tokens. */
const dollars = z.number().min(0).max(100_000)
const priceSchema = z.strictObject({ input: dollars, output: dollars })
export type ModelPrice = z.infer<typeof priceSchema>

/** A model that a user may choose. */
export const modelInfoSchema = z
  .object({
    id: z.string().describe('`provider/model`'),
    provider: z.string().describe("The provider's display name."),
    name: z.string().describe("The model's name at the provider."),
    kind: z.enum(['chat', 'embedding']),
    ttfb: z
      .object({
        p50: z.number(),
        p95: z.number(),
        samples: z.number(),
        source: z.enum(['turns', 'probe']),
      })
      .nullable()
      .describe('Measured TTFB, milliseconds; null before the first turn or probe.'),
    tokensPerSecond: z.number().nullable(),
    breaker: breakerStateSchema,
    simulated: z.boolean().describe('The model only simulates answers.'),
    inputs: z
      .array(z.enum(['text', 'image']))
      .optional()
      .describe('What it takes; absent where that is unknown.'),
    takesTools: z
      .boolean()
      .optional()
      .describe(
        'Whether it calls tools, and reasons before it answers; absent where that is unknown.',
      ),
    reasons: z.boolean().optional(),
    price: priceSchema.optional(),
    corrected: z
      .array(z.enum(['takesPictures', 'takesTools', 'reasons', 'price']))
      .describe('What an admin set.'),
    listed: z
      .boolean()
      .describe("The provider's list names it; true where the provider gave no list."),
  })
  .meta({ id: 'ModelInfo' })
export type ModelInfo = z.infer<typeof modelInfoSchema>

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
