import { withDeadline } from '#lib/async/with-deadline.ts'
import { limitRuns } from '../limits/limit-turns.ts'
import type { Services } from '../services.ts'
import { afterTurn } from './after-turn.ts'
import { runInProgress } from './conflicts.ts'
import { startRun } from './execute-run.ts'
import { prepareTurn, type TurnRequest } from './prepare-turn.ts'
import { withoutReplay } from './skip-replay.ts'

/**
 * The answer's headers wait this long for the claim, which another instance may have: until then it
 * can be refused with a status. The model's request is on its way meanwhile.
 */
const claimWaitMs = 500

/**
 * Answers a message: begins a run and returns a reader of its log.
 * @param signal ends the reading; the run goes on
 * @throws AppError 404, 400, 409 when the chat has a run going, 429 when the user has too many
 */
export async function reply(
  services: Services,
  turnRequest: TurnRequest,
  signal: AbortSignal,
): Promise<{ turnId: string; events: AsyncIterable<Uint8Array> }> {
  services.loopDelay.watch()
  const { clock } = turnRequest
  clock.record({ name: 'auth', startMs: 0, endMs: clock.elapsedMs() })
  const turn = await prepareTurn(services, turnRequest)
  const mostRuns = limitRuns(services, turnRequest.user)
  const log = await services.runs.open({ ...turn, runId: turn.turnId })
  if (!log) throw runInProgress()
  const events = await services.runs.read(turn, signal)
  if (!events) throw new Error('A run that was just opened has no log.')
  const { claimed, ended } = startRun(services, turn, log, { runId: turn.turnId, mostRuns })
  services.background.add(ended.then((status) => afterTurn(services, turn, status)))
  await withDeadline(claimed, claimWaitMs)
  return { turnId: turn.turnId, events: turn.answered ? withoutReplay(events, turn) : events }
}
