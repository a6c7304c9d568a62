import { json as readJson } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import type { PromptMessage } from '../model-port.ts'
import { collect, connectTo, startProvider } from '../testing.ts'
import { createAiSdkAdapter } from './ai-sdk.ts'

type Block = { text?: string; content?: unknown; cache_control?: object }

/** Texts and results of the request that Anthropic gets, with the marks among them. */
async function sentTo(kind: 'anthropic' | 'google', messages: PromptMessage[]) {
  let body: unknown
  const provider = await startProvider(async (request, response) => {
    body = await readJson(request)
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end('')
  })
  const connection = connectTo(`${provider.url}/v1`, { kind })
  const tools = [{ name: 'clock', description: 'Tells the time', inputSchema: { type: 'object' } }]
  await collect(
    createAiSdkAdapter(connection)({ model: 'm', messages, tools }, new AbortController().signal),
  )
  await connection.dispatcher.destroy()
  await provider.close()
  return body as { system: Block[]; messages: { content: Block[] }[] }
}

const chat: PromptMessage[] = [
  { role: 'system', content: 'Be kind.' },
  { role: 'user', content: 'One?' },
  { role: 'assistant', content: 'One.' },
  { role: 'user', content: 'Two?' },
]

test('Anthropic caches instructions, the prompt of the turn before, and this one', async () => {
  const { system, messages } = await sentTo('anthropic', chat)
  const blocks = [...system, ...messages.flatMap(({ content }) => content)]
  expect(
    blocks.map(({ text, cache_control }) => [text, cache_control?.constructor === Object]),
  ).toEqual([
    ['Be kind.', true],
    ['One?', true],
    ['One.', false],
    ['Two?', true],
  ])
})

test('between the steps of a turn the results of tools are cached too', async () => {
  const toolCalls = [{ id: 'c1', name: 'clock', arguments: '{}' }]
  const { messages } = await sentTo('anthropic', [
    ...chat,
    { role: 'assistant', content: '', toolCalls },
    { role: 'tool', toolCallId: 'c1', content: '"noon"' },
  ])
  expect(messages.at(-1)?.content.at(-1)).toMatchObject({ cache_control: { type: 'ephemeral' } })
})

test('other providers get no marks', async () => {
  expect(JSON.stringify(await sentTo('google', chat))).not.toContain('ache')
})
