import { log } from '../log.ts'

/** For so long the log says no more of a model, milliseconds. */
const quietMs = 600_000

/** A memory model that could not be used: rules stood in, which is no failure of ours. */
export type NoteModelFailure = (model: string, error: unknown) => void

/**
 * Writes to the log that a memory model cannot be used: once, then at intervals, as a model that
 * does not answer in JSON fails at every message.
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
