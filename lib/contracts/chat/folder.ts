import { z } from 'zod'

const fields = {
  name: z.string().trim().min(1).max(100),
  /** The agent of new chats in the folder; null for the user's usual one. */
  agentId: z.string().min(1).max(100).nullable(),
  /** Told to the agent in each chat of the folder. */
  instructions: z.string().trim().max(10_000),
}

export const folderCreateSchema = z.strictObject({
  name: fields.name,
  agentId: fields.agentId.default(null),
  instructions: fields.instructions.default(''),
})
export type FolderCreate = z.infer<typeof folderCreateSchema>

export const folderPatchSchema = z.strictObject(fields).partial()
export type FolderPatch = z.infer<typeof folderPatchSchema>

export const folderSchema = folderCreateSchema
  .extend({ id: z.string(), createdAt: z.string() })
  .meta({ id: 'Folder' })
export type Folder = z.infer<typeof folderSchema>
