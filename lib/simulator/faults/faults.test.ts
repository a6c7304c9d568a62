import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../server.ts'
import { postChat, readStream } from '../testing.ts'
import { faultNames, faults } from './faults.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 100 })
})
afterAll(() => simulator.close())

test('names are unique, in kebab case and served as models', async () => {
  expect(new Set(faultNames).size).toBe(faultNames.length)
  expect(faultNames.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([])
  expect((await postChat(simulator.url, 'fault:nothing-of-the-kind', 'hi')).status).toBe(404)
})

/** Faults that end by themselves, with status 200 and all text in order. */
const finite = faults.filter(
  ({ group, expected }) =>
    expected.outcome === 'complete' &&
    (group === 'framing' || group === 'shape' || group === 'ending'),
)

describe('the expected text is what a slow and plain reader finds', () => {
  test.each(finite.filter(({ name }) => !/^(open-after|keepalive-after)-/.test(name)))(
    '$name',
    async ({ name, expected }) => {
      const response = await postChat(simulator.url, `fault:${name}`, 'hi')
      expect(response.status).toBe(200)
      expect(plainText(await response.text())).toBe(expected.text)
    },
  )
})

test('every fault lets go of a client that leaves, and the next request is answered', async () => {
  await Promise.all(
    faultNames.map(async (name) => {
      const response = await postChat(
        simulator.url,
        `fault:${name}`,
        'hi',
        { input: ['a', 'b'] },
        {
          signal: AbortSignal.timeout(500),
          redirect: 'manual',
        },
      ).catch(() => null)
      await response?.text().catch(() => null)
    }),
  )
  await expect.poll(() => simulator.stats().active).toBe(0)
  const answer = await readStream(await postChat(simulator.url, 'sim:tokens=3,ttfb=1', 'hi'))
  expect(answer.text).toBe('tok0 tok1 tok2')
})

test('what fails once is answered at the second attempt of the same conversation', async () => {
  const attempt = async () => (await postChat(simulator.url, 'fault:http-429-once', 'again')).status
  expect([await attempt(), await attempt(), await attempt()]).toEqual([429, 200, 429])
})

test('embeddings come in reverse order, with their index', async () => {
  const response = await fetch(`${simulator.url}/embeddings`, {
    method: 'POST',
    body: JSON.stringify({ model: 'fault:embeddings-out-of-order', input: ['a', 'b', 'c'] }),
  })
  const { data } = (await response.json()) as { data: { index: number }[] }
  expect(data.map(({ index }) => index)).toEqual([2, 1, 0])
})

/** Parses events by the specification of server-sent events, then their JSON. */
function plainText(body: string): string {
  const json = /^\s*\{/.test(body) ? [body] : eventsOf(body)
  let text = ''
  let isRepeat = false
  for (const data of json) {
    if (data.trim() === '[DONE]') break
    const chunk = data.trim() ? JSON.parse(data) : null
    for (const choice of chunk?.choices ?? []) {
      if (!choice || (choice.index ?? 0) !== 0) continue
      isRepeat = text !== '' && choice.message?.content?.length > 10
      text += isRepeat ? '' : contentOf(choice.delta?.content ?? choice.message?.content)
    }
  }
  return text.replaceAll('\0', '').toWellFormed()
}

function eventsOf(body: string): string[] {
  const lines = body.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const events: string[] = []
  let data: string[] = []
  for (const line of [...lines, '']) {
    if (line === '' && data.length > 0) {
      events.push(data.join('\n'))
      data = []
    } else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''))
  }
  return events
}

function contentOf(content: unknown): string {
  if (Array.isArray(content)) return content.map(({ text }) => text).join('')
  return content === undefined || content === null ? '' : String(content)
}
