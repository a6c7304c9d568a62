import type { RunLogStore, RunLogWriter, StopReason } from './run-log.ts'

/** Keeps the logs of runs in this process's memory. */
export function createInProcessRunLogs(): RunLogStore {
  const logs = new Map<string, InProcessRunLog>()
  return {
    async open(chatId) {
      if (logs.has(chatId)) return null
      const log = createLog(() => logs.delete(chatId))
      logs.set(chatId, log)
      return log
    },
    async read(chatId, signal) {
      return logs.get(chatId)?.read(signal) ?? null
    },
    async requestStop(chatId, reason) {
      const log = logs.get(chatId)
      log?.stop(reason)
      return log !== undefined
    },
    async stopAll(reason) {
      const running = [...logs.values()]
      for (const log of running) log.stop(reason)
      await Promise.all(running.map((log) => log.closed))
    },
    size: () => logs.size,
  }
}

interface InProcessRunLog extends RunLogWriter {
  read(signal: AbortSignal): AsyncIterable<Uint8Array>
  stop(reason: StopReason): void
  readonly closed: Promise<void>
}

function createLog(onClose: () => void): InProcessRunLog {
  const chunks: Uint8Array[] = []
  const stopping = new AbortController()
  const closing = Promise.withResolvers<void>()
  let change = Promise.withResolvers<void>()
  let pending = ''
  let isFlushScheduled = false
  let isClosed = false

  const wake = () => {
    change.resolve()
    change = Promise.withResolvers()
  }
  const flush = () => {
    if (pending === '') return
    chunks.push(Buffer.from(pending))
    pending = ''
    wake()
  }

  async function* read(signal: AbortSignal) {
    const aborted = Promise.withResolvers<void>()
    signal.addEventListener('abort', () => aborted.resolve(), { once: true })
    let next = 0
    while (!signal.aborted) {
      if (next < chunks.length) {
        const waiting = chunks.slice(next)
        next = chunks.length
        yield waiting.length === 1 && waiting[0] ? waiting[0] : Buffer.concat(waiting)
      } else if (isClosed) return
      else await Promise.race([change.promise, aborted.promise])
    }
  }

  return {
    stopSignal: stopping.signal,
    closed: closing.promise,
    stop: (reason) => stopping.abort(reason),
    read,
    flush,
    append(text) {
      pending += text
      if (isFlushScheduled) return
      isFlushScheduled = true
      // One chunk per turn of the event loop: under load, deltas that arrive together leave together.
      setImmediate(() => {
        isFlushScheduled = false
        flush()
      })
    },
    close() {
      if (isClosed) return
      flush()
      isClosed = true
      onClose()
      wake()
      closing.resolve()
    },
  }
}
