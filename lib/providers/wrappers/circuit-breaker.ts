import type { BreakerState } from '#lib/contracts/models/breaker.ts'
import type { ModelEvent, ModelFailure, ModelRequest, StreamModel } from '../model-port.ts'
import { isToken, watchBeginning } from './watch-stream.ts'

/** Older outcomes are ignored. */
const windowMs = 60_000
/** Failures that open a breaker if they are at least half of the outcomes. */
const failuresToOpen = 3
/**
 * A missed deadline costs the user the whole wait, so one miss opens the breaker of an idle model.
 */
const weightOfMiss = 3
const firstPauseMs = 2_000
const longestPauseMs = 60_000
/** Longest wait of a turn for a trial. */
const trialMs = 2_000

const trial: Omit<ModelRequest, 'model'> = {
  messages: [{ role: 'user', content: 'Hi' }],
  maxOutputTokens: 1,
  mayBeEmpty: true,
}

/** The circuit breakers of all models in this process. */
export interface CircuitBreakers {
  /**
   * Refuses at once (`circuit-open`) while the model keeps failing. An open breaker probes the
   * model with one-token requests of its own until it answers, so that no user's turn is the trial.
   * If no other model can take over (`isLast`), a turn waits up to two seconds for a trial and
   * proceeds if the model has recovered.
   */
  guard(streamModel: StreamModel, modelId: string, isLast: boolean): StreamModel
  state(modelId: string): BreakerState
  /** Resets all models of a provider that was changed or deleted. */
  forget(providerSlug: string): void
  /** Resets all models. */
  reset(): void
}

/** Errors of one request or of this server, which are independent of the model's state. */
const ofRequest = new Set(['empty-answer', 'tool-use-failed', 'server-limit'])

/** Weight of an error as evidence against the model; 0 for errors of the request. */
function weightOf({ code, retryable }: ModelFailure): number {
  if (code === 'deadline-first-token' || code === 'deadline-connect') return weightOfMiss
  return retryable && !code.startsWith('deadline-') && !ofRequest.has(code) ? 1 : 0
}

/** A breaker that was closed has opened. */
export interface BreakerOpening {
  modelId: string
  /** Code of the last error. */
  reason: string
  nextTrialAt: Date
}

/** @param onOpen must not throw */
export function createCircuitBreakers(
  onOpen: (opening: BreakerOpening) => void = () => undefined,
): CircuitBreakers {
  const breakers = new Map<string, Breaker>()
  const breakerOf = (modelId: string) => {
    const breaker =
      breakers.get(modelId) ??
      createBreaker((reason, nextTrialAt) => onOpen({ modelId, reason, nextTrialAt }))
    breakers.set(modelId, breaker)
    return breaker
  }
  return {
    guard(streamModel, modelId, isLast) {
      const watched = watchBeginning(streamModel, (signal) => {
        const breaker = breakerOf(modelId)
        return {
          saw(event) {
            if (event.type === 'connected') return false
            if (event.type !== 'error') breaker.succeeded()
            else breaker.failed(event.failure, streamModel)
            return true
          },
          left() {
            if (!signal.aborted) breaker.succeeded()
          },
        }
      })
      return (request, signal) => {
        const breaker = breakers.get(modelId)
        const refusal = breaker?.refusal()
        if (!breaker || !refusal) return watched(request, signal)
        if (!isLast) return refuse(refusal)
        return afterTrial(breaker, streamModel, signal, () => watched(request, signal))
      }
    },
    state: (modelId) =>
      breakers.get(modelId)?.state() ?? { state: 'closed', reason: null, nextTrialAt: null },
    forget(providerSlug) {
      for (const [modelId, breaker] of breakers) {
        if (!modelId.startsWith(`${providerSlug}/`)) continue
        breaker.end()
        breakers.delete(modelId)
      }
    },
    reset() {
      for (const breaker of breakers.values()) breaker.end()
      breakers.clear()
    },
  }
}

type Breaker = ReturnType<typeof createBreaker>

function createBreaker(onOpen: (reason: string, nextTrialAt: Date) => void) {
  let outcomes: { at: number; failures: number }[] = []
  let state: BreakerState['state'] = 'closed'
  let last: ModelFailure | undefined
  let pauseMs = firstPauseMs
  let trialAt = 0
  let timer: NodeJS.Timeout | undefined
  let trying: Promise<void> | undefined
  const ended = new AbortController()

  const note = (failures: number) => {
    const at = performance.now()
    outcomes = [...outcomes.filter((outcome) => at - outcome.at < windowMs), { at, failures }]
  }
  const open = (streamModel: StreamModel) => {
    if (ended.signal.aborted) return
    state = 'open'
    trialAt = Date.now() + pauseMs
    timer = setTimeout(() => void startTrial(streamModel), pauseMs)
    timer.unref()
    pauseMs = Math.min(2 * pauseMs, longestPauseMs)
  }
  const tryOut = async (streamModel: StreamModel) => {
    state = 'half-open'
    for await (const event of streamModel({ ...trial, model: '' }, ended.signal)) {
      if (event.type === 'connected') continue
      if (event.type === 'error') {
        last = event.failure
        return open(streamModel)
      }
      if (isToken(event) || event.type === 'finish') break
    }
    state = 'closed'
    outcomes = []
    pauseMs = firstPauseMs
  }
  const startTrial = (streamModel: StreamModel) => {
    clearTimeout(timer)
    trying ??= tryOut(streamModel).finally(() => {
      trying = undefined
    })
    return trying
  }

  return {
    startTrial,
    succeeded: () => note(0),
    failed(failure: ModelFailure, streamModel: StreamModel) {
      const weight = weightOf(failure)
      if (weight === 0) return
      last = failure
      note(weight)
      const failures = outcomes.reduce((sum, outcome) => sum + outcome.failures, 0)
      const successes = outcomes.filter((outcome) => outcome.failures === 0).length
      if (state === 'closed' && failures >= failuresToOpen && failures >= successes) {
        open(streamModel)
        onOpen(failure.code, new Date(trialAt))
      }
    },
    refusal: () => (state === 'closed' ? undefined : last),
    state: (): BreakerState => ({
      state,
      reason: state === 'closed' ? null : (last?.code ?? null),
      nextTrialAt: state === 'open' ? new Date(trialAt).toISOString() : null,
    }),
    end() {
      clearTimeout(timer)
      ended.abort()
    },
  }
}

async function* afterTrial(
  breaker: Breaker,
  streamModel: StreamModel,
  signal: AbortSignal,
  ask: () => AsyncIterable<ModelEvent>,
): AsyncGenerator<ModelEvent> {
  const { promise: waited, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, trialMs)
  const onAbort = () => resolve()
  signal.addEventListener('abort', onAbort)
  await Promise.race([breaker.startTrial(streamModel), waited])
  signal.removeEventListener('abort', onAbort)
  clearTimeout(timer)
  const refusal = breaker.refusal()
  yield* refusal ? refuse(refusal) : ask()
}

async function* refuse(last: ModelFailure): AsyncGenerator<ModelEvent> {
  yield {
    type: 'error',
    failure: {
      code: 'circuit-open',
      message: `The model is not asked at the moment, since it failed repeatedly: ${last.message} Lumos tries it out every few seconds.`,
      retryable: true,
    },
  }
}
