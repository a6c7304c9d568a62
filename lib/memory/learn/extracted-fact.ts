import { z } from 'zod'
import { memoryTypeSchema } from '#lib/contracts/memory/memory.ts'

const date = z.iso
  .date()
  .or(z.iso.datetime({ offset: true }))
  .nullish()
  .catch(null)

/** A fact as a model or the rules give it. */
export const extractedFactSchema = z.object({
  text: z.string().trim().min(3).max(500),
  type: memoryTypeSchema.catch('profile'),
  importance: z.number().min(0).max(1).catch(0.5),
  validFrom: date,
  validTo: date,
})
export type ExtractedFact = z.infer<typeof extractedFactSchema>
