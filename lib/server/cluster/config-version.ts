/**
 * The count of changes of agents, providers and settings, which the database keeps. Whatever read
 * it (each session, each lease renewal, a notification) reports it here; caches that are older read
 * again before they answer.
 */
export interface ConfigVersion {
  /** The newest version that this process heard of. */
  newest(): number
  heard(version: number): void
  /** Calls the listener after each change. */
  onChange(listener: () => void): void
}

export function createConfigVersion(): ConfigVersion {
  let newest = 0
  const listeners: (() => void)[] = []
  return {
    newest: () => newest,
    heard(version) {
      if (!(version > newest)) return
      newest = version
      for (const listener of listeners) listener()
    },
    onChange: (listener) => listeners.push(listener),
  }
}
