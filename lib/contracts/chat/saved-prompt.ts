import { z } from 'zod'

/** As many prompts as a user may have. */
export const mostPrompts = 200

const fields = {
  title: z.string().trim().min(1).max(100),
  /** May hold variables, see `promptVariables`. */
  text: z.string().trim().min(1).max(10_000),
  /** Offered to everybody; for admins only. */
  shared: z.boolean(),
}

export const promptCreateSchema = z.strictObject({
  ...fields,
  shared: fields.shared.default(false),
})
export type PromptCreate = z.infer<typeof promptCreateSchema>

export const promptPatchSchema = z.strictObject(fields).partial()
export type PromptPatch = z.infer<typeof promptPatchSchema>

/** Prompts as a file. */
export const promptFileSchema = z.strictObject({
  format: z.literal('lumos-prompts'),
  version: z.literal(1),
  prompts: z.array(z.strictObject({ title: fields.title, text: fields.text })).max(mostPrompts),
})
export type PromptFile = z.infer<typeof promptFileSchema>

export const promptImportSchema = z.object({ imported: z.number(), duplicates: z.number() })
export type PromptImport = z.infer<typeof promptImportSchema>

export const savedPromptSchema = z
  .object({
    ...fields,
    id: z.string(),
    own: z.boolean().describe('Whether it is the reader’s own.'),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'SavedPrompt' })
export type SavedPrompt = z.infer<typeof savedPromptSchema>
