import { runAgent } from '#lib/agent/run-loop.ts'
import { withDeadline } from '#lib/async/with-deadline.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { isTerminal } from '#lib/contracts/chat/agent-event.ts'
import type { MessageStatus } from '#lib/contracts/chat/chat.ts'
import type { RunLogWriter } from '#lib/runs/run-log.ts'
import type { HeldRun } from '../cluster/held-runs.ts'
import { refreshProviders } from '../providers/load-providers.ts'
import type { Services } from '../services.ts'
import { cacheAnswer } from './answer-cache.ts'
import { applyMemoryCommand } from './apply-memory-command.ts'
import { buildRun } from './build-run.ts'
import { type ChosenModel, chooseFirstModel } from './choose-model.ts'
import type { PreparedTurn } from './prepare-turn.ts'
import { createRunRecorder } from './run-recorder.ts'
import { type ClaimTerms, saveStart } from './save-turn.ts'
import { rememberApprovals } from './tools/remember-approvals.ts'

/** The end of an answer waits at most this long for the memory command and for the answer cache. */
const endWaitMs = 1_000

/** A run that has been started. */
export interface StartedRun {
  /**
   * Resolves when the run is claimed or its start cannot be saved.
   * @throws AppError if the run is refused, see `saveStart`
   */
  claimed: Promise<void>
  /** How the answer ended; null if the run was refused or lost. Never rejects. */
  ended: Promise<MessageStatus | null>
}

/**
 * Executes a turn and writes its events to the log. It belongs to no HTTP response: it goes on
 * when all readers leave. The log is closed at the end in every case.
 */
export function startRun(
  services: Services,
  turn: PreparedTurn,
  log: RunLogWriter,
  terms: ClaimTerms,
): StartedRun {
  const claim = Promise.withResolvers<void>()
  claim.promise.catch(() => undefined)
  const ended = executeRun(services, turn, { log, terms, claim })
  return { claimed: claim.promise, ended }
}

interface RunMeans {
  log: RunLogWriter
  terms: ClaimTerms
  claim: PromiseWithResolvers<void>
}

async function executeRun(
  services: Services,
  turn: PreparedTurn,
  { log, terms, claim }: RunMeans,
): Promise<MessageStatus | null> {
  const held = services.heldRuns.hold(turn)
  const recorder = createRunRecorder(services, turn, log)
  const failure = new AbortController()
  const signal = AbortSignal.any([log.stopSignal, failure.signal])
  let chosen: ChosenModel | undefined
  let endRightOfWay: (() => void) | undefined
  let refusal: Refusal = { error: null }
  try {
    recorder.start(terms.logged)
    await refreshProviders(services)
    const prefilledTokens = services.prefills.take(turn.userId, turn.chatId)
    chosen = await chooseFirstModel(services, turn)
    endRightOfWay = services.models.rightOfWay(chosen.model)?.take()
    const saved = saveStart(services, turn, chosen, terms)
    // Awaited before the first event is recorded. This handler keeps an earlier rejection from
    // counting as unhandled, and stops the model's request.
    refusal = settleClaim(saved, { held, claim, failure })
    if (turn.answered) await beginAnswered(services, turn, saved)
    const command = applyMemoryCommand(services, turn)
    const { run, cachePlace, metadata } = await buildRun(services, turn, chosen, {
      write: recorder.write,
      prefilledTokens,
    })
    recorder.note(metadata)

    let isSaved = false
    let steps = 0
    for await (const event of runAgent(run, signal)) {
      if (!isSaved) {
        await saved
        isSaved = true
      }
      if (log.stopSignal.reason === 'lost') {
        await recorder.abandon()
        return null
      }
      if (isTerminal(event)) {
        held.isClaimed = false
        const outcome = await withDeadline(command, endWaitMs)
        if (outcome && outcome !== 'late') recorder.noteCommand(outcome)
        if (steps === 1 && !event.timing.attempts) services.reading.note(event.timing)
        const status = await recorder.end(event, {
          promptPrint: run.promptRecord?.print(),
          steps: run.steps,
        })
        // A reader who asks the same again right after the end finds the answer in the cache.
        const { message } = recorder
        await withDeadline(cacheAnswer(services, turn, { cachePlace, event, message }), endWaitMs)
        return status
      }
      if (event.type === 'step-completed') steps += 1
      recorder.add(event)
    }
    throw new Error('The run loop ended without a terminal event.')
  } catch (error) {
    failure.abort('failed')
    if (refusal.error) {
      recorder.refuse(refusal.error, chosen)
      return null
    }
    claim.resolve()
    return await recorder.fail(error, chosen)
  } finally {
    services.heldRuns.release(held)
    endRightOfWay?.()
    log.close()
  }
}

/** Why a run may not begin, once that is known. */
interface Refusal {
  error: AppError | null
}

/** Notes the claim when the start is saved; otherwise stops the model's request. */
function settleClaim(
  saved: Promise<void>,
  means: { held: HeldRun; claim: PromiseWithResolvers<void>; failure: AbortController },
): Refusal {
  const refusal: Refusal = { error: null }
  const { held, claim, failure } = means
  saved.then(
    () => {
      held.isClaimed = true
      claim.resolve()
    },
    (error) => {
      if (error instanceof AppError) {
        refusal.error = error
        claim.reject(error)
      }
      failure.abort('not-saved')
    },
  )
  return refusal
}

/** No approved call is made twice: the turn begins only if nobody else has answered. */
async function beginAnswered(
  { database }: Pick<Services, 'database'>,
  turn: PreparedTurn,
  saved: Promise<void>,
): Promise<void> {
  await saved
  const keys = (turn.answered ?? [])
    .filter(({ approved, approvalId }) => approved && turn.remembered.includes(approvalId))
    .flatMap(({ key }) => key || [])
  if (keys.length > 0) await rememberApprovals(database.pool, turn.chatId, keys)
}
