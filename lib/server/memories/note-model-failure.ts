import { log } from '../log.ts'

/** Interval between two log entries about one model, milliseconds. */
const quietMs = 600_000

/** Logs that a memory model failed and rules were used instead. */
export type NoteModelFailure = (model: string, error: unknown) => void

/**
 * Logs failures of memory models: the first at once, then at intervals, because a model that cannot
 * answer in JSON fails for every message.
 */
export function createModelFailureNotes(
  now = Date.now,
  warn: (entry: object, message: string) => void = (entry, message) => log().warn(entry, message),
): NoteModelFailure {
  const lastOf = new Map<string, { at: number; unsaid: number }>()
  return (model, error) => {
    const last = lastOf.get(model)
    if (last && now() - last.at < quietMs) {
      last.unsaid += 1
      return
    }
    lastOf.set(model, { at: now(), unsaid: 0 })
    const reason = error instanceof Error ? error.message : String(error)
    const message = 'The memory model could not be used; rules found the memories.'
    warn({ model, reason, ...(last && { unsaid: last.unsaid }) }, message)
  }
}
