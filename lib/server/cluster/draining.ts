import { AppError } from '#lib/contracts/app-error.ts'

/** Whether this instance is about to end, and takes no new runs. */
export interface Draining {
  begin(): void
  isOn(): boolean
  /** Calls back when it begins. */
  onBegin(listener: () => void): void
  /** @throws AppError 503 `shutting-down` while it is on */
  refuse(): void
  /**
   * Counts a completion of `/v1`, which belongs to its connection: no other instance can go on
   * with it.
   * @returns notes its end; further calls do nothing
   * @throws AppError 503 `shutting-down` while it is on
   */
  admit(): () => void
  /** The number of completions that have not ended. */
  admitted(): number
}

const retryAfterSeconds = 2

export function createDraining(): Draining {
  let isOn = false
  const listeners: (() => void)[] = []
  const admitted = new Set<object>()
  const refuse = () => {
    if (!isOn) return
    const displayMessage = 'Lumos is shutting down. Try again in a moment.'
    throw new AppError({ code: 'shutting-down', status: 503, displayMessage, retryAfterSeconds })
  }
  return {
    begin() {
      isOn = true
      for (const listener of listeners.splice(0)) listener()
    },
    onBegin: (listener) => listeners.push(listener),
    isOn: () => isOn,
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
