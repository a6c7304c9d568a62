const registry = Symbol.for('lumos.process-wide')

/**
 * Returns the process's one value of this name, created at first use. Bundlers may load a module
 * more than once, so values that must exist once (pools, registries) are stored on `globalThis`.
 */
export function processWide<T>(name: string, create: () => T): T {
  const holder = globalThis as { [registry]?: Map<string, unknown> }
  holder[registry] ??= new Map()
  if (!holder[registry].has(name)) holder[registry].set(name, create())
  return holder[registry].get(name) as T
}
