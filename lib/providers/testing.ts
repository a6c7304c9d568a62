import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createDeltaCollector, type InlineOptions } from './completions/delta-collector.ts'
import { parseArguments } from './completions/tool-call-collector.ts'
import type { ModelEvent, ModelRequest } from './model-port.ts'
import { createPool, type ProviderConnection } from './network/connection.ts'

/** A key that must not appear in any answer. */
export const canaryKey = 'sk-canary-7Qm2xV9pLr4TzW8c'

/** Starts a provider on real HTTP with this request listener. */
export async function startProvider(answer: RequestListener, port = 0) {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    connections: () =>
      new Promise<number>((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

export function connectTo(
  baseUrl: string,
  more: Partial<ProviderConnection> = {},
): ProviderConnection {
  return {
    kind: 'openai-compatible',
    baseUrl,
    apiKey: canaryKey,
    headers: {},
    dispatcher: createPool(true),
    ...more,
  }
}

export const hello = (model: string): ModelRequest => ({
  model,
  messages: [{ role: 'user', content: 'Hello' }],
})

export async function collect(events: AsyncIterable<ModelEvent>): Promise<ModelEvent[]> {
  const found: ModelEvent[] = []
  for await (const event of events) found.push(event)
  return found
}

export function textOfEvents(events: ModelEvent[]): string {
  return events.map((event) => (event.type === 'text-delta' ? event.delta : '')).join('')
}

/** Parts of the key that an answer reveals, from eight consecutive characters on. */
export function leaksOf(value: unknown): string[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const pieces = Array.from({ length: canaryKey.length - 7 }, (_, at) =>
    canaryKey.slice(at, at + 8),
  )
  return pieces.filter((piece) => text.includes(piece))
}

/** Text, reasoning and calls that are found in a text split into pieces of this size. */
export function collectText(text: string, size: number, options: Partial<InlineOptions> = {}) {
  const collector = createDeltaCollector({
    hasMarks: true,
    isReasoningFirst: false,
    tools: [],
    ...options,
  })
  const said = { text: '', reasoning: '' }
  const relabelled: string[] = []
  const read = (events: ReturnType<typeof collector.take>) => {
    for (const event of events) {
      if (event.type === 'text-delta') said.text += event.delta
      else if (event.type === 'reasoning-delta') said.reasoning += event.delta
      else if (event.type === 'relabelled') {
        relabelled.push(event.as)
        said.reasoning = event.as === 'reasoning' ? said.text.trim() : ''
        said.text = ''
      }
    }
  }
  for (let at = 0; at < text.length; at += size) {
    collector.addText(text.slice(at, at + size))
    read(collector.take())
  }
  read(collector.rest())
  const calls = collector
    .writtenCalls()
    .map(({ name, arguments: input }) => ({ name, ...parseArguments(input) }))
  return { ...said, relabelled, calls }
}
