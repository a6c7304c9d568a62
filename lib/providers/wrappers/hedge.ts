import type { ModelEvent, StreamModel } from '../model-port.ts'
import { overtaken } from './attempt-log.ts'

export interface HedgeOptions {
  /** Silence after which the second model is asked as well. */
  delayMs: number
  /**
   * Whether reasoning ends the silence and wins the race. Otherwise only text and tool calls do.
   */
  reasoningCounts: boolean
  /** Whether the second model is asked at once when the first fails. */
  standsIn: boolean
}

/**
 * Asks a second model when the first stays silent. The first to send output wins; the other is
 * aborted and its output, reasoning included, is discarded. One wrapper serves one turn: later
 * steps use the winner. Hedged requests after Dean and Barroso, "The Tail at Scale" (2013).
 */
export function withHedge(
  first: StreamModel,
  second: StreamModel,
  options: HedgeOptions,
): StreamModel {
  let winner: StreamModel | undefined
  return async function* (request, signal) {
    if (winner) return yield* winner(request, signal)
    const lanes: Lane[] = []
    const start = (model: StreamModel) => lanes.push(createLane(model, request, signal))
    const silence = createSilence(options.delayMs)
    let isConnected = false
    let failure: ModelEvent | undefined
    start(first)
    try {
      for (;;) {
        const pending = lanes.flatMap(({ arrival }) => arrival ?? [])
        if (pending.length === 0) break
        const arrived = await Promise.race(
          lanes.length === 1 ? [...pending, silence.over] : pending,
        )
        if (arrived === 'silence') {
          start(second)
          continue
        }
        const { lane, event } = arrived
        lane.arrival = null
        if (event?.type === 'error') {
          failure ??= event
          if (lanes.length === 1 && options.standsIn) start(second)
        } else if (event?.type === 'connected') {
          if (!isConnected) yield event
          isConnected = true
          lane.pull()
        } else if (event?.type === 'reasoning-delta' && !options.reasoningCounts) {
          lane.held.push(event)
          lane.pull()
        } else if (event) {
          winner = lane.model
          for (const other of lanes) if (other !== lane) other.leave()
          yield* lane.held
          yield event
          return yield* lane.rest()
        }
      }
      if (failure && !signal.aborted) yield failure
    } finally {
      silence.end()
      for (const lane of lanes) lane.leave()
    }
  }
}

interface Lane {
  model: StreamModel
  /** The next event; undefined at the end of the stream. Null when no event is awaited. */
  arrival: Promise<{ lane: Lane; event: ModelEvent | undefined }> | null
  held: ModelEvent[]
  pull(): void
  rest(): AsyncGenerator<ModelEvent>
  /** Aborts the model's request unless it has ended. */
  leave(): void
}

function createLane(model: StreamModel, ...[request, signal]: Parameters<StreamModel>): Lane {
  const controller = new AbortController()
  const stream = model(request, AbortSignal.any([signal, controller.signal]))
  const events = stream[Symbol.asyncIterator]()
  let isOver = false
  const next = async () => {
    const { value, done } = await events.next()
    const event: ModelEvent | undefined = done ? undefined : value
    isOver ||= !event || event.type === 'error' || event.type === 'finish'
    return event
  }
  const lane: Lane = {
    model,
    arrival: null,
    held: [],
    pull() {
      lane.arrival = next().then((event) => ({ lane, event }))
    },
    async *rest() {
      for (let event = await next(); event; event = await next()) yield event
    },
    leave() {
      if (isOver) return
      controller.abort(overtaken)
      // Not awaited: it settles when the aborted request ends.
      events.return?.().catch(() => undefined)
    },
  }
  lane.pull()
  return lane
}

function createSilence(delayMs: number) {
  const { promise, resolve } = Promise.withResolvers<'silence'>()
  const timer = setTimeout(() => resolve('silence'), delayMs)
  return { over: promise, end: () => clearTimeout(timer) }
}
