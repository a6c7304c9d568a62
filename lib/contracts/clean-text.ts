import { z } from 'zod'

/** PostgreSQL rejects U+0000 and lone surrogates. */
export const cleanText = z.string().transform((text) => text.replaceAll('\0', '').toWellFormed())
