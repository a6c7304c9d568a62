import type { DeadlineSettings } from '#lib/contracts/agent.ts'
import type { ModelEvent, ModelFailure, StreamModel } from './model-port.ts'

/**
 * Bounds a stream's four waits. The one that is missed aborts the provider's request and becomes
 * the stream's error; what had arrived stays. Comments and keep-alives are not tokens.
 */
export function withDeadlines(streamModel: StreamModel, deadlines: DeadlineSettings): StreamModel {
  return async function* (request, signal) {
    const watch = createWatch(deadlines)
    let isEnded = false
    try {
      for await (const event of streamModel(request, AbortSignal.any([signal, watch.signal]))) {
        watch.note(event)
        isEnded = event.type === 'finish' || event.type === 'error'
        yield event
      }
    } finally {
      watch.stop()
    }
    const missed = watch.missed()
    if (missed && !isEnded && !signal.aborted) yield { type: 'error', failure: missed }
  }
}

type Wait = keyof DeadlineSettings

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

function createWatch(deadlines: DeadlineSettings) {
  const controller = new AbortController()
  let missed: ModelFailure | undefined
  let lastAt = performance.now()
  let wait: Wait = 'connectMs'
  let timer: NodeJS.Timeout

  const miss = (which: Wait) => {
    missed = {
      code: codes[which],
      message: `${messages[which]} ${deadlines[which] / 1000} s.`,
      retryable: true,
    }
    controller.abort(missed.code)
  }
  // One timer that looks when it is due, instead of one that is set anew for every token.
  const look = () => {
    const leftMs = deadlines[wait] - (performance.now() - lastAt)
    if (leftMs <= 0) miss(wait)
    else timer = setTimeout(look, Math.ceil(leftMs))
  }
  const enter = (next: Wait) => {
    wait = next
    clearTimeout(timer)
    look()
  }
  const total = setTimeout(() => miss('totalMs'), deadlines.totalMs)
  timer = setTimeout(look, deadlines.connectMs)

  return {
    signal: controller.signal,
    missed: () => missed,
    note(event: ModelEvent) {
      lastAt = performance.now()
      if (event.type === 'connected') enter('firstTokenMs')
      else if (wait === 'firstTokenMs') enter('betweenTokensMs')
    },
    stop() {
      clearTimeout(timer)
      clearTimeout(total)
    },
  }
}
