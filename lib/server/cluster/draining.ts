import { AppError } from '#lib/contracts/app-error.ts'

/** How this instance ends, step by step. Each step includes those before it. */
export interface Draining {
  /** It is not ready any more, and takes over no runs of others. */
  begin(): void
  isOn(): boolean
  /** Its readers go to other instances. */
  leave(): void
  isLeaving(): boolean
  /** Calls back when it leaves. */
  onLeave(listener: () => void): void
  /** It takes no new runs. */
  close(): void
  /** @throws AppError 503 `shutting-down` when it is closed */
  refuse(): void
  /**
   * Counts a completion of `/v1`, which belongs to its connection: no other instance can go on
   * with it.
   * @returns notes its end; further calls do nothing
   * @throws AppError 503 `shutting-down` when it is closed
   */
  admit(): () => void
  /** The number of completions that have not ended. */
  admitted(): number
}

const retryAfterSeconds = 2

export function createDraining(): Draining {
  let isOn = false
  let isLeaving = false
  let isClosed = false
  const listeners: (() => void)[] = []
  const admitted = new Set<object>()
  const begin = () => {
    isOn = true
  }
  const leave = () => {
    begin()
    isLeaving = true
    for (const listener of listeners.splice(0)) listener()
  }
  const refuse = () => {
    if (isClosed) throw shuttingDown()
  }
  return {
    begin,
    isOn: () => isOn,
    leave,
    isLeaving: () => isLeaving,
    onLeave: (listener) => listeners.push(listener),
    close() {
      leave()
      isClosed = true
    },
    refuse,
    admit() {
      refuse()
      const completion = {}
      admitted.add(completion)
      return () => admitted.delete(completion)
    },
    admitted: () => admitted.size,
  }
}

export function shuttingDown(): AppError {
  const displayMessage = 'Lumos is shutting down. Try again in a moment.'
  return new AppError({ code: 'shutting-down', status: 503, displayMessage, retryAfterSeconds })
}
