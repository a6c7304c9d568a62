import { AppError } from '#lib/contracts/app-error.ts'
import { limitRuns } from '../limits/limit-turns.ts'
import type { Services } from '../services.ts'
import { afterTurn } from './after-turn.ts'
import { executeRun } from './execute-run.ts'
import { prepareTurn, type TurnRequest } from './prepare-turn.ts'

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
  limitRuns(services, turnRequest.user)
  const log = await services.runs.open({ ...turn, runId: turn.turnId })
  if (!log) {
    throw new AppError({
      code: 'run-in-progress',
      status: 409,
      displayMessage: 'This chat is being answered. Wait for the answer or stop it first.',
    })
  }
  const events = await services.runs.read(turn, signal)
  if (!events) throw new Error('A run that was just opened has no log.')
  const after = executeRun(services, turn, log).then((status) => afterTurn(services, turn, status))
  services.background.add(after)
  return { turnId: turn.turnId, events }
}
