import type { z } from 'zod'
import { invalidInput } from './error-response.ts'

/** @throws AppError 400 that names the first field at fault */
export function parseOrThrow<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw invalidInput(parsed.error)
  return parsed.data
}
