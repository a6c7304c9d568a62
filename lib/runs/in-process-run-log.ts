import { createByteLog } from './byte-log.ts'
import type { RunLogStore, RunLogWriter, StopReason } from './run-log.ts'

/** Stores the logs of runs in this process's memory. */
export function createInProcessRunLogs(): RunLogStore {
  const logs = new Map<string, InProcessRunLog & { userId: string }>()
  return {
    async open({ chatId, userId }) {
      if (logs.has(chatId)) return null
      const log = { userId, ...createLog(() => logs.delete(chatId)) }
      logs.set(chatId, log)
      return log
    },
    async read({ chatId, userId }, signal) {
      const log = logs.get(chatId)
      return log?.userId === userId ? log.read(signal) : null
    },
    async stop({ chatId, userId }, reason) {
      const running = [...logs].filter(
        ([id, log]) => (chatId ?? id) === id && (userId ?? log.userId) === log.userId,
      )
      for (const [, log] of running) log.stop(reason)
      await Promise.all(running.map(([, log]) => log.closed))
      return running.length
    },
    size({ userId } = {}) {
      if (userId === undefined) return logs.size
      return [...logs.values()].filter((log) => log.userId === userId).length
    },
  }
}

interface InProcessRunLog extends RunLogWriter {
  read(signal: AbortSignal): AsyncIterable<Uint8Array>
  stop(reason: StopReason): void
  readonly closed: Promise<void>
}

/** One run's log, whose readers all get the same bytes. */
export function createLog(onClose: () => void): InProcessRunLog {
  const bytes = createByteLog()
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
    bytes.append(pending)
    pending = ''
    wake()
  }

  async function* read(signal: AbortSignal) {
    // Do not `Promise.race` with an abort promise: every call adds a reaction to it that is freed
    // only when the run ends.
    signal.addEventListener('abort', wake, { once: true })
    const next = bytes.reader()
    try {
      while (!signal.aborted) {
        const chunk = next()
        if (chunk) yield chunk
        else if (isClosed) return
        else await change.promise
      }
    } finally {
      signal.removeEventListener('abort', wake)
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
      // One chunk per turn of the event loop: under load, deltas that arrive together are sent
      // together.
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
