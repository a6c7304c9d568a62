import { runAgent } from '#lib/agent/run-loop.ts'
import { withDeadline } from '#lib/async/with-deadline.ts'
import { isTerminal } from '#lib/contracts/agent-event.ts'
import type { MessageStatus } from '#lib/contracts/chat.ts'
import type { RunLogWriter } from '#lib/runs/run-log.ts'
import type { Services } from '../services.ts'
import { cacheAnswer } from './answer-cache.ts'
import { applyMemoryCommand } from './apply-memory-command.ts'
import { buildRun } from './build-run.ts'
import { type ChosenModel, chooseFirstModel } from './choose-model.ts'
import type { PreparedTurn } from './prepare-turn.ts'
import { createRunRecorder } from './run-recorder.ts'
import { saveStart } from './save-turn.ts'

/** The end of an answer waits at most this long for the memory command and for the answer cache. */
const endWaitMs = 1_000

/**
 * Executes a turn and writes its events to the log. It belongs to no HTTP response: it goes on
 * when all readers leave. Never rejects; the log is closed at the end in every case.
 * @returns how the answer ended
 */
export async function executeRun(
  services: Services,
  turn: PreparedTurn,
  log: RunLogWriter,
): Promise<MessageStatus> {
  const recorder = createRunRecorder(services, turn, log)
  const failure = new AbortController()
  const signal = AbortSignal.any([log.stopSignal, failure.signal])
  let chosen: ChosenModel | undefined
  let endRightOfWay: (() => void) | undefined
  try {
    recorder.start()
    chosen = await chooseFirstModel(services, turn)
    endRightOfWay = services.models.rightOfWay(chosen.model)?.take()
    const saved = saveStart(services, turn, chosen)
    // Awaited before the first event is recorded. This handler keeps an earlier rejection from
    // counting as unhandled, and stops the model's request.
    saved.catch(() => failure.abort('not-saved'))
    const command = applyMemoryCommand(services, turn)
    const { run, cachePlace, metadata } = await buildRun(services, turn, chosen, recorder.write)
    recorder.note(metadata)

    let isSaved = false
    for await (const event of runAgent(run, signal)) {
      if (!isSaved) {
        await saved
        isSaved = true
      }
      if (isTerminal(event)) {
        const outcome = await withDeadline(command, endWaitMs)
        if (outcome && outcome !== 'late') recorder.noteCommand(outcome)
        const status = await recorder.end(event, run.promptRecord?.print())
        // A reader who asks the same again right after the end finds the answer in the cache.
        const { message } = recorder
        await withDeadline(cacheAnswer(services, turn, { cachePlace, event, message }), endWaitMs)
        return status
      }
      recorder.add(event)
    }
    throw new Error('The run loop ended without a terminal event.')
  } catch (error) {
    failure.abort('failed')
    return await recorder.fail(error, chosen)
  } finally {
    endRightOfWay?.()
    log.close()
  }
}
