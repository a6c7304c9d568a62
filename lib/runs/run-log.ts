/** Why a run is asked to stop. */
export type StopReason = 'user' | 'shutdown'

/** The writing end of a run's log, held by the process that executes the run. */
export interface RunLogWriter {
  /** Aborts when somebody asks the run to stop; its reason is a `StopReason`. */
  readonly stopSignal: AbortSignal
  /** Adds text to the log. What is added in one turn of the event loop reaches readers as one chunk. */
  append(text: string): void
  /** Hands everything appended so far to the readers now. */
  flush(): void
  /** Ends the log: readers finish after the last chunk, and the chat may have its next run. */
  close(): void
}

/** A chat has one run at a time, and each belongs to one user. */
export type Run = Required<RunSelection>

/** Runs that have all that is given; an empty one means all runs. */
export interface RunSelection {
  chatId?: string
  userId?: string
}

/**
 * The logs of the runs that are going, at most one for each chat. All readers of a run, whenever
 * they join, get the same bytes from its beginning.
 */
export interface RunLogStore {
  /** Opens the log of a user's new run in a chat; null when the chat has one going. */
  open(run: Run): Promise<RunLogWriter | null>
  /**
   * The run so far, then live until its end or the signal's abort; null when the chat has none of
   * this user's going.
   */
  read(run: Run, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | null>
  /**
   * Asks runs to stop.
   * @returns their number, when their logs are closed
   */
  stop(which: RunSelection, reason: StopReason): Promise<number>
  /** The number of runs that this process executes. */
  size(): number
}
