import type { Run, RunLogStore, RunLogWriter } from '../run-log.ts'
import type { RunFollower } from './follow-runs.ts'
import type { RunPublisher } from './publish-runs.ts'
import type { PublishedBefore, RunDirectory } from './run-chunks.ts'

interface SharedRunLogs extends RunLogStore {
  /** @param before what another instance published of the run: the log begins with it */
  open(run: Run, before?: PublishedBefore): Promise<RunLogWriter | null>
}

/**
 * The runs of all instances: those of this one are read from its memory, the others as their
 * instances publish them.
 */
export function createSharedRunLogs(options: {
  own: RunLogStore
  publisher: RunPublisher
  follower: RunFollower
  directory: RunDirectory
}): SharedRunLogs {
  const { own, publisher, follower, directory } = options
  return {
    ...own,
    async open(run, before) {
      const writer = await own.open(run)
      if (!writer) return null
      writer.append(before?.texts.join('') ?? '')
      writer.flush()
      const log = await own.read(run, never)
      if (log) publisher.began(run.runId, log, before)
      return {
        ...writer,
        close() {
          publisher.ended(run.runId)
          writer.close()
        },
      }
    },
    async read(owner, signal) {
      const log = await own.read(owner, signal)
      if (log) return log
      const run = await directory.findElsewhere(owner)
      return run && follower.follow(run.runId, signal)
    },
  }
}

const never = new AbortController().signal
