import type { ModelEvent } from '#lib/providers/model-port.ts'

/**
 * Gathers text until `bufferChars` characters are there. This delays the first token, so the
 * default of 1 bypasses it; `onArrival` reports when text arrived from the provider.
 */
export async function* gatherDeltas(
  events: AsyncIterable<ModelEvent>,
  bufferChars: number,
  onArrival: () => void,
): AsyncGenerator<ModelEvent> {
  let gathered = ''
  let chunks = 0
  for await (const event of events) {
    if (event.type === 'text-delta') {
      onArrival()
      gathered += event.delta
      chunks += event.chunks ?? 1
      if (gathered.length < bufferChars) continue
      yield { type: 'text-delta', delta: gathered, chunks }
      gathered = ''
      chunks = 0
      continue
    }
    if (gathered) yield { type: 'text-delta', delta: gathered, chunks }
    gathered = ''
    chunks = 0
    yield event
  }
  if (gathered) yield { type: 'text-delta', delta: gathered, chunks }
}
