'use client'

const waiting = new Set<() => unknown>()
const all = new Set<() => Promise<unknown>>()
const signs = ['pointermove', 'pointerdown', 'keydown', 'input'] as const
let hasBegun = false

function begin(): void {
  hasBegun = true
  for (const sign of signs) window.removeEventListener(sign, begin, true)
  for (const load of waiting) void load()
  waiting.clear()
}

/** Calls `load` when the user first moves, touches or types, or at once if that has happened. */
function atFirstSign(load: () => unknown): void {
  if (typeof window === 'undefined') return
  if (hasBegun) {
    void load()
    return
  }
  if (waiting.size === 0)
    for (const sign of signs) window.addEventListener(sign, begin, { capture: true, passive: true })
  waiting.add(load)
}

/** Loads all modules that are loaded on demand. @throws TypeError without a connection */
export async function loadAll(): Promise<void> {
  await Promise.all([...all].map((load) => load()))
}

/** A module that is no part of the page's first load. */
export interface OnDemand<T> {
  /** Loads it, or tries again after a failure. */
  load(): Promise<T>
  /** The module once it has loaded. */
  readonly module: T | undefined
}

/** Makes a module of `import()`, which is prefetched at the user's first sign. */
export function onDemand<T>(importModule: () => Promise<T>): OnDemand<T> {
  let module: T | undefined
  const load = async () => {
    module ??= await importModule()
    return module
  }
  all.add(load)
  // A use loads it again and reports the failure.
  atFirstSign(() => load().catch(() => undefined))
  return {
    load,
    get module() {
      return module
    },
  }
}
