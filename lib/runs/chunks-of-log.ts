const beginning = 'data: '
const end = '\n\n'

/**
 * The chunks of the UI message stream in server-sent events, as JSON. The stream's end and comments
 * are none.
 */
export function chunksOf(events: string): string[] {
  return events
    .split(end)
    .filter((event) => event.startsWith(`${beginning}{`))
    .map((event) => event.slice(beginning.length))
}

/** The chunks of a run's log; those that arrive together come together. */
export async function* chunksOfLog(events: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of events) {
    text += decoder.decode(bytes, { stream: true })
    const wholeLength = text.lastIndexOf(end) + end.length
    if (wholeLength < end.length) continue
    const chunks = chunksOf(text.slice(0, wholeLength))
    text = text.slice(wholeLength)
    if (chunks.length > 0) yield chunks
  }
}
