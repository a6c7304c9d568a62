import type { RunInput } from '#lib/agent/run-loop.ts'
import type { AgentEvent } from '#lib/contracts/agent-event.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import type { AttemptRole } from '#lib/contracts/timing.ts'
import { createAttemptLog } from '#lib/providers/attempt-log.ts'
import { withFallback } from '#lib/providers/fallback.ts'
import { withHedge } from '#lib/providers/hedge.ts'
import type { StreamModel } from '#lib/providers/model-port.ts'
import type { Services } from '../services.ts'
import type { PreparedTurn } from './prepare-turn.ts'

/** With a fallback a failed request is repeated only where that costs next to nothing. */
const retryBeforeFallbackMs = 200

/** The model of a turn, with what the agent's settings put around it. */
export async function chooseModel(
  { models, breakers, speeds }: Services,
  { agent, clock }: PreparedTurn,
  emit: (event: AgentEvent) => void,
): Promise<Pick<RunInput, 'model' | 'streamModel' | 'attempts'>> {
  const attempts = createAttemptLog(clock.elapsedMs, (attempt) =>
    emit({ type: 'attempt-started', attempt }),
  )
  const open = (id: string, role: AttemptRole): StreamModel => {
    const isLast = role === 'fallback' || agent.fallbackModel === null
    const retryWithinMs = isLast ? undefined : retryBeforeFallbackMs
    const model = known(() => models.resolve(id, agent.deadlines, retryWithinMs))
    return attempts.record(breakers.guard(speeds.time(model, id), id), id, role)
  }

  let streamModel = open(agent.model, 'first')
  if (agent.hedge) {
    const { afterMs, model, reasoningCounts } = agent.hedge
    if (afterMs === 'p95') await speeds.ready()
    streamModel = withHedge(streamModel, open(model, 'hedge'), {
      delayMs: afterMs === 'p95' ? speeds.hedgeDelayMs(agent.model) : afterMs,
      reasoningCounts,
      standsIn: agent.fallbackModel === null,
    })
  }
  if (agent.fallbackModel) {
    streamModel = withFallback(streamModel, open(agent.fallbackModel, 'fallback'))
  }
  return { model: agent.model, streamModel, attempts }
}

/** A model that cannot be had becomes one whose answer is that error, so that the turn shows it. */
function known(resolve: () => { modelName: string; streamModel: StreamModel }): StreamModel {
  try {
    const { modelName, streamModel } = resolve()
    return (request, signal) => streamModel({ ...request, model: modelName }, signal)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const failure = { code: error.code, message: error.userMessage, retryable: false }
    return async function* () {
      yield { type: 'error', failure }
    }
  }
}
