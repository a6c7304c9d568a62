import type { AttemptRole, AttemptStart, ModelAttempt } from '#lib/contracts/latency/timing.ts'
import type { StreamModel } from '../model-port.ts'
import { watchBeginning } from './watch-stream.ts'

/** Abort reason of a model that lost the race against another one. */
export const overtaken = 'overtaken'

/** Records the models that a turn asked, and the outcome of each. */
export interface AttemptLog {
  /** Wraps a model so that its attempts are recorded with this role. */
  record(streamModel: StreamModel, model: string, role: AttemptRole): StreamModel
  /** Attempts that have ended, by start time. */
  attempts(): ModelAttempt[]
  /** The model that sent the latest text or tool call. */
  answeredBy(): string | undefined
}

/**
 * @param elapsedMs the turn's clock
 * @param onAnother called for the second model and each one after it
 */
export function createAttemptLog(
  elapsedMs: () => number,
  onAnother: (start: AttemptStart) => void,
): AttemptLog {
  const started: StartedAttempt[] = []

  return {
    record: (streamModel, model, role) =>
      watchBeginning(streamModel, (signal) => {
        const attempt: StartedAttempt = { model, role, startMs: elapsedMs() }
        if (role !== 'first') onAnother({ ...attempt, ...after(started.at(-1)) })
        started.push(attempt)
        const end = (outcome: ModelAttempt['outcome'], reason?: string) => {
          if (attempt.outcome) return
          // A listener left on a signal of `AbortSignal.any` would retain the whole turn in memory.
          signal.removeEventListener('abort', left)
          Object.assign(attempt, { endMs: elapsedMs(), outcome, ...(reason && { reason }) })
        }
        const left = () => {
          if (signal.aborted) end(signal.reason === overtaken ? 'slower' : 'stopped')
          else end('failed', 'unfinished')
        }
        // Recorded on abort, because the aborted stream may end after the turn.
        signal.addEventListener('abort', left, { once: true })
        return {
          saw(event) {
            if (event.type === 'connected') attempt.connectedMs ??= elapsedMs()
            else if (event.type === 'error') end('failed', event.failure.code)
            else if (event.type !== 'reasoning-delta' && event.type !== 'tool-input')
              end('answered')
            return attempt.outcome !== undefined
          },
          left,
        }
      }),
    attempts: () => started.filter(hasEnded),
    answeredBy: () => started.findLast(({ outcome }) => outcome === 'answered')?.model,
  }
}

type StartedAttempt = Pick<ModelAttempt, 'model' | 'role' | 'startMs'> & Partial<ModelAttempt>

function after(previous: StartedAttempt | undefined): { after?: string } {
  return previous?.reason ? { after: previous.reason } : {}
}

function hasEnded(attempt: StartedAttempt): attempt is ModelAttempt {
  return attempt.outcome !== undefined && attempt.endMs !== undefined
}
