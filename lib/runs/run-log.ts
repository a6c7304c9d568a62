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

/**
 * The logs of the runs that are going, at most one for each chat. All readers of a run, whenever
 * they join, get the same bytes from its beginning.
 */
export interface RunLogStore {
  /** Opens the log of a chat's new run; null when the chat has one going. */
  open(chatId: string): Promise<RunLogWriter | null>
  /** The run so far, then live until its end or the signal's abort; null when none is going. */
  read(chatId: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | null>
  /** Asks a chat's run to stop; false when none is going. */
  requestStop(chatId: string, reason: StopReason): Promise<boolean>
  /** Stops all runs of this process and resolves when their logs are closed. */
  stopAll(reason: StopReason): Promise<void>
  /** The number of runs that this process executes. */
  size(): number
}
