import { decideRouting } from '#lib/agent/routing/decide-routing.ts'
import type { RunInput } from '#lib/agent/run-input.ts'
import type { Agent } from '#lib/contracts/agents/agent.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import type { AgentEvent } from '#lib/contracts/chat/agent-event.ts'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import type { AttemptRole } from '#lib/contracts/latency/timing.ts'
import type { RoutingDecision } from '#lib/contracts/models/routing.ts'
import type { StreamModel } from '#lib/providers/model-port.ts'
import { failing } from '#lib/providers/model-registry.ts'
import { createAttemptLog } from '#lib/providers/wrappers/attempt-log.ts'
import { withFallback } from '#lib/providers/wrappers/fallback.ts'
import { withHedge } from '#lib/providers/wrappers/hedge.ts'
import type { Services } from '../services.ts'
import type { PreparedTurn } from './prepare-turn.ts'
import { warmModelOf } from './warm-model.ts'

/** With a fallback model, a failed request is retried only within this time. */
const retryBeforeFallbackMs = 200

/** The model that a turn is addressed to, as its reader sees it before a model is chosen. */
export function askedModel(agent: Agent): string {
  return agent.routing ? 'auto' : agent.model
}

/** The model that is asked first, and the decision if the agent chooses between two. */
export interface ChosenModel {
  model: string
  routing: RoutingDecision | null
}

/**
 * A turn's model with the wrappers that the agent's settings ask for:
 * `fallback(hedge(attempt log(circuit breaker(timing(deadlines(retry(adapter)))))))`.
 * Each request to a model is recorded as an `attempt-started` event when it is sent.
 */
export async function chooseModel(
  services: Pick<Services, 'models' | 'breakers' | 'speeds'>,
  turn: Pick<PreparedTurn, 'agent' | 'clock'>,
  { model: first }: ChosenModel,
  write: (event: AgentEvent) => void,
): Promise<Pick<RunInput, 'model' | 'requestedModel' | 'streamModel' | 'attempts'>> {
  const { models, breakers, speeds } = services
  const { agent, clock } = turn
  const attempts = createAttemptLog(clock.elapsedMs, (attempt) =>
    write({ type: 'attempt-started', attempt }),
  )
  const open = (id: string, role: AttemptRole): StreamModel => {
    const isLast = role === 'fallback' || agent.fallbackModel === null
    const retryWithinMs = isLast ? undefined : retryBeforeFallbackMs
    const model = resolveOrFail(() => models.resolve(id, agent.deadlines, retryWithinMs))
    return attempts.record(breakers.guard(speeds.time(model, id), id, isLast), id, role)
  }

  // Where a chat stays with its warm hedge or fallback model, the agent's own takes that place.
  const isMoved = !agent.routing && first !== agent.model
  const unless = (other: string) => (isMoved && other === first ? agent.model : other)
  let streamModel = open(first, 'first')
  if (agent.hedge) {
    const { afterMs, reasoningCounts } = agent.hedge
    const model = unless(agent.hedge.model)
    if (afterMs === 'p95') await speeds.ready()
    streamModel = withHedge(streamModel, open(model, 'hedge'), {
      delayMs: afterMs === 'p95' ? speeds.hedgeDelayMs(first) : afterMs,
      reasoningCounts,
      standsIn: agent.fallbackModel === null,
    })
  }
  if (agent.fallbackModel) {
    streamModel = withFallback(streamModel, open(unless(agent.fallbackModel), 'fallback'))
  }
  return { model: first, requestedModel: askedModel(agent), streamModel, attempts }
}

/** What the choice between two models looks at. */
type RoutedTurn = Pick<PreparedTurn, 'agent' | 'userText' | 'wantedChoice'> & {
  history: Pick<PreparedTurn['history'][number], 'role' | 'parts' | 'answer'>[]
}

/** Chooses the model that is asked first. */
export async function chooseFirstModel(
  { breakers, speeds, reading }: Pick<Services, 'breakers' | 'speeds' | 'reading'>,
  { agent, userText, history, wantedChoice }: RoutedTurn,
): Promise<ChosenModel> {
  if (!agent.routing) {
    const warm = warmModelOf(agent, { history, userText }, reading, Date.now())
    return { model: warm ?? agent.model, routing: null }
  }
  const { fastModel, deepModel } = agent.routing
  await speeds.ready()
  const isFailing = (model: string) => breakers.state(model).state !== 'closed'
  const routing = decideRouting({
    text: userText,
    before: history.filter(({ role }) => role === 'user').map(({ parts }) => textOfParts(parts)),
    hasTools: agent.tools.length + agent.mcpServers.length > 0,
    p95Ms: { fast: speeds.p95Ms(fastModel), deep: speeds.p95Ms(deepModel) },
    budgetMs: agent.ttfbBudgetMs,
    isFailing: { fast: isFailing(fastModel), deep: isFailing(deepModel) },
    wanted: wantedChoice,
  })
  return { model: routing.route === 'fast' ? fastModel : deepModel, routing }
}

/** A model that cannot be resolved becomes one that answers with that error, so that the turn shows it. */
function resolveOrFail(
  resolve: () => { modelName: string; streamModel: StreamModel },
): StreamModel {
  try {
    const { modelName, streamModel } = resolve()
    return (request, signal) => streamModel({ ...request, model: modelName }, signal)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return () => failing(error)
  }
}
