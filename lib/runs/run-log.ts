/** Why a run is stopped. `lost`: another instance has it, or its chat is gone. */
export type StopReason = 'user' | 'shutdown' | 'lost'

/** The writing end of a run's log, held by the process that executes the run. */
export interface RunLogWriter {
  /** Aborts when the run is asked to stop; its reason is a `StopReason`. */
  readonly stopSignal: AbortSignal
  /**
   * Adds text to the log. Text that is added in one turn of the event loop reaches readers as one
   * chunk.
   */
  append(text: string): void
  /** Hands the text so far to the readers immediately. */
  flush(): void
  /** Ends the log: readers finish after the last chunk, and the chat may start its next run. */
  close(): void
}

/** Whose run it is: a chat has one run at a time, which belongs to one user. */
export type RunOwner = Required<RunSelection>

/** A run keeps its id when another instance goes on with it. */
export interface Run extends RunOwner {
  runId: string
}

/** Selects the runs that match all given fields; an empty selection matches all runs. */
export interface RunSelection {
  chatId?: string
  userId?: string
}

/**
 * The logs of the active runs, at most one per chat. All readers of a run get the same bytes from
 * its beginning, whenever they join.
 */
export interface RunLogStore {
  /** Opens the log of a user's new run in a chat; null if the chat has an active run. */
  open(run: Run): Promise<RunLogWriter | null>
  /**
   * The run from its beginning, then live until it ends or the signal aborts; null if the chat has
   * no active run of this user.
   */
  read(run: RunOwner, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | null>
  /**
   * Asks runs to stop.
   * @returns their number, after their logs are closed
   */
  stop(which: RunSelection, reason: StopReason): Promise<number>
  /** The number of runs that this process executes, of all or of one user. */
  size(which?: Pick<RunSelection, 'userId'>): number
}
