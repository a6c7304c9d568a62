import { z } from 'zod'
import { listQuerySchema } from '../list.ts'
import { timeSchema } from '../time.ts'
import { mostChangedChats } from './chat-limits.ts'

const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional()

/** What a list of chats holds; what is left out does not matter. */
export const chatsQuerySchema = listQuerySchema.extend({
  /** Words of titles and messages. */
  query: z.string().max(500).optional(),
  /** A folder's id; `none` for chats without a folder. */
  folderId: z.string().max(100).optional(),
  agentId: z.string().max(100).optional(),
  pinned: flag,
  /** Without it, only a search finds archived chats. */
  archived: flag,
  /** True lists the bin, and only the bin. */
  deleted: flag,
  /** Of the latest change. */
  since: timeSchema.optional(),
  until: timeSchema.optional(),
})
export type ChatsQuery = z.infer<typeof chatsQuerySchema>

/** A change of several chats at once. */
export const chatsPatchSchema = z.strictObject({
  ids: z.array(z.uuid().toLowerCase()).min(1).max(mostChangedChats),
  patch: z
    .strictObject({
      pinned: z.boolean(),
      archived: z.boolean(),
      folderId: z.string().max(100).nullable(),
      /** True moves the chats to the bin, false takes them out. */
      deleted: z.boolean(),
    })
    .partial(),
})
export type ChatsPatch = z.infer<typeof chatsPatchSchema>
