/** What OpenAI and Anthropic accept as a tool's name. */
const longestName = 64

interface Named {
  name: string
  /** The MCP server's name. */
  server: string
}

/**
 * Names for the tools of several servers that providers accept and that differ. A tool keeps its
 * own name unless another one has it too; then the server's name stands before it.
 * @param reserved names of other tools
 */
export function nameTools<T extends Named>(
  tools: T[],
  reserved: string[],
): (T & { shown: string })[] {
  const counts = new Map<string, number>(reserved.map((name) => [name, 1]))
  const cleaned = tools.map((tool) => ({ ...tool, shown: clean(tool.name) || 'tool' }))
  for (const { shown } of cleaned) counts.set(shown, (counts.get(shown) ?? 0) + 1)
  const taken = new Set(reserved)
  return cleaned.map((tool) => {
    const isAlone = counts.get(tool.shown) === 1
    const shown = free(
      isAlone ? tool.shown : `${clean(tool.server) || 'server'}_${tool.shown}`,
      taken,
    )
    taken.add(shown)
    return { ...tool, shown }
  })
}

function clean(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9_-]+/g, '_').replaceAll(/^_+|_+$/g, '')
}

function free(name: string, taken: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? '' : `_${number}`
    const candidate = `${name.slice(0, longestName - end.length)}${end}`
    if (!taken.has(candidate)) return candidate
  }
}
