import type { RunOwner } from '../run-log.ts'

/** A piece of a run's log on its way to readers on other instances. */
export interface RunChunk {
  runId: string
  /** 0 for the run's first chunk; without gaps. */
  sequence: number
  text: string
  /** The log ends with this chunk. */
  isLast: boolean
}

/** For each run the sequence number of the chunk that is wanted next. */
export type Positions = ReadonlyMap<string, number>

/** Stores the chunks of runs that readers on other instances asked for. */
export interface RunChunkStore {
  /** Shortest time between two appends, milliseconds. */
  readonly gatherMs: number
  /**
   * Stores chunks, and tells the followers of all instances. A chunk that is stored already stays
   * as it is.
   */
  append(chunks: RunChunk[]): Promise<void>
  /** The stored chunks from the positions on, in the order of each run. */
  read(from: Positions): Promise<RunChunk[]>
  /** Deletes runs whose readers have had their time to read the end. */
  drop(runIds: string[]): Promise<void>
}

/** Messages between instances about runs. */
export interface RunSignals {
  /**
   * Asks whoever executes the run to publish its log.
   * @param isAgain what was published before could not be read
   */
  ask(runId: string, isAgain: boolean): Promise<void>
}

/** Which runs are executed, by the database. */
export interface RunDirectory {
  /** The run of the chat that another instance executes; null if there is none. */
  findElsewhere(owner: RunOwner): Promise<{ runId: string } | null>
  /** Those of the runs that an instance executes. */
  findRunning(runIds: string[]): Promise<Set<string>>
}

/** What an instance that died had published of a run. */
export interface PublishedBefore {
  store: RunChunkStore
  /** The chunks' texts from the first on. */
  texts: string[]
}
