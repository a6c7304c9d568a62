import { z } from 'zod'

/** An uploaded file, as `POST /api/files` answers. */
export const uploadedFileSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    mediaType: z.string(),
    bytes: z.number(),
    kind: z.enum(['image', 'text', 'document']),
    status: z
      .enum(['processing', 'ready', 'failed'])
      .describe('`processing`: its text is still being read.'),
    characters: z.number().optional(),
    pages: z.number().optional(),
    error: z.string().optional().describe('Why its text could not be read, for people.'),
  })
  .meta({ id: 'UploadedFile' })
export type UploadedFile = z.infer<typeof uploadedFileSchema>

export type FileKind = UploadedFile['kind']
