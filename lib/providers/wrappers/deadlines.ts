import type { DeadlineSettings } from '#lib/contracts/agents/agent.ts'
import type { ModelEvent, ModelFailure, StreamModel } from '../model-port.ts'

/**
 * Limits a stream's four waits and its length. An exceeded limit aborts the provider's request and
 * becomes the stream's error; earlier output remains. Comments and keep-alives do not count as
 * tokens, and the consumer's own time does not count as waiting.
 */
export function withDeadlines(streamModel: StreamModel, deadlines: DeadlineSettings): StreamModel {
  return async function* (request, signal) {
    const watch = createWatch(deadlines, request.spentMs ?? 0)
    const bounded = AbortSignal.any([signal, watch.signal])
    // After the finish reason wait at most half the token deadline: a finished answer must not
    // become a timeout.
    const mostGraceMs = deadlines.betweenTokensMs / 2
    try {
      for await (const event of streamModel({ ...request, mostGraceMs }, bounded)) {
        const missed = watch.missed()
        // Deltas that had arrived are passed on, including text that the reader held back.
        if (missed && (missed.code === 'output-cap' || !('delta' in event))) break
        watch.arrived(event)
        yield event
        if (watch.missed()) continue
        if (event.type === 'finish' || event.type === 'error') return
        watch.waiting()
      }
    } finally {
      watch.stop()
    }
    const missed = watch.missed()
    if (missed && !signal.aborted) yield { type: 'error', failure: missed }
  }
}

type Wait = Exclude<keyof DeadlineSettings, 'maxOutputChars'>

const messages: Record<Wait, string> = {
  connectMs: 'The provider did not answer within',
  firstTokenMs: 'The model said nothing within',
  betweenTokensMs: 'The model stopped in mid-answer and said nothing more within',
  totalMs: 'The answer was not finished within',
}
const codes: Record<Wait, string> = {
  connectMs: 'deadline-connect',
  firstTokenMs: 'deadline-first-token',
  betweenTokensMs: 'deadline-between-tokens',
  totalMs: 'deadline-total',
}

function createWatch(deadlines: DeadlineSettings, spentMs: number) {
  const controller = new AbortController()
  let missed: ModelFailure | undefined
  let waitingSince = performance.now()
  let isWaiting = true
  let wait: Exclude<Wait, 'totalMs'> = 'connectMs'
  let timer: NodeJS.Timeout
  let outputChars = 0

  const miss = (which: Wait) => {
    missed ??= {
      code: codes[which],
      message: `${messages[which]} ${deadlines[which] / 1000} s.`,
      retryable: true,
    }
    controller.abort(missed.code)
  }
  const countOutput = (chars: number) => {
    outputChars += chars
    if (outputChars < deadlines.maxOutputChars) return
    missed ??= {
      code: 'output-cap',
      message: `The answer reached the limit of ${deadlines.maxOutputChars} characters.`,
      retryable: false,
    }
    controller.abort(missed.code)
  }
  // One timer that checks the time when it fires, instead of a new timer for every token.
  const look = () => {
    const leftMs = isWaiting
      ? deadlines[wait] - (performance.now() - waitingSince)
      : deadlines[wait]
    if (leftMs <= 0) miss(wait)
    else timer = setTimeout(look, Math.ceil(leftMs))
  }
  const enter = (next: typeof wait) => {
    wait = next
    clearTimeout(timer)
    timer = setTimeout(look, deadlines[next])
  }
  const total = setTimeout(() => miss('totalMs'), deadlines.totalMs - spentMs)
  timer = setTimeout(look, deadlines.connectMs)

  return {
    signal: controller.signal,
    missed: () => missed,
    arrived(event: ModelEvent) {
      isWaiting = false
      if ('delta' in event) countOutput(event.delta.length)
      if (event.type === 'connected') enter('firstTokenMs')
      else if (wait === 'firstTokenMs') enter('betweenTokensMs')
    },
    /** The consumer asks for the next event. */
    waiting() {
      isWaiting = true
      waitingSince = performance.now()
    },
    stop() {
      clearTimeout(timer)
      clearTimeout(total)
    },
  }
}
