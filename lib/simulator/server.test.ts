import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Simulator, startSimulator } from './server.ts'
import { postChat, readStream } from './testing.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 100, models: 'all' })
})
afterAll(() => simulator.close())

const ask = async (
  ...parameters: Parameters<typeof postChat> extends [string, ...infer R] ? R : never
) => readStream(await postChat(simulator.url, ...parameters))

describe('chat completions', () => {
  test('a sim model streams exactly its tokens, its reasoning, a finish and [DONE]', async () => {
    const answer = await ask('sim:ttfb=100,gap=1,tokens=200,reasoning=50', 'hi')
    expect(answer.pieces).toHaveLength(200)
    expect(answer.text).toBe(numbered('tok', 200))
    expect(answer.reasoning).toBe(numbered('think', 50))
    expect(answer).toMatchObject({ finishReason: 'stop', isDone: true, usage: null })
  })

  test('usage comes when it is asked for', async () => {
    const answer = await ask('sim:tokens=5,ttfb=1', 'one two three', {
      stream_options: { include_usage: true },
    })
    expect(answer.usage).toMatchObject({ prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 })
  })

  test('the output limit cuts the answer and says so', async () => {
    const answer = await ask('sim:tokens=50,ttfb=1', 'hi', { max_tokens: 7 })
    expect(answer).toMatchObject({ text: numbered('tok', 7), finishReason: 'length' })
  })

  test('without stream one JSON completion has the same text', async () => {
    const response = await postChat(simulator.url, 'sim:tokens=4,reasoning=2,ttfb=1', 'hi', {
      stream: false,
    })
    expect(await response.json()).toMatchObject({
      object: 'chat.completion',
      choices: [
        {
          message: { content: 'tok0 tok1 tok2 tok3', reasoning_content: 'think0 think1' },
          finish_reason: 'stop',
        },
      ],
      usage: { completion_tokens: 6 },
    })
  })

  test('no tokens at all is still a whole answer', async () => {
    expect(await ask('sim:tokens=0,ttfb=1', 'hi')).toMatchObject({
      text: '',
      finishReason: 'stop',
      isDone: true,
    })
  })

  test('the first token does not come before its time, whatever the scale', async () => {
    const startedAt = performance.now()
    const response = await postChat(simulator.url, 'sim:ttfb=40000,tokens=1@x4', 'hi')
    const { value } = (await response.body?.getReader().read()) ?? {}
    expect(value?.length).toBeGreaterThan(0)
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(99)
  })

  test('200 streams at once are all exact', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => ask('sim:ttfb=100-3000,gap=100,tokens=60', 'hi')),
    )
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set([numbered('tok', 60)]))
  })

  test.each([
    ['sim:tokens=5,ttfb=1,fail=429', 429],
    ['sim:tokens=5,ttfb=1,fail=503,failrate=1', 503],
  ])('%s fails with %i', async (model, status) => {
    const response = await postChat(simulator.url, model, 'hi')
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { code: 'simulated_failure' } })
  })

  test('a break in the middle sends exactly the tokens before it', async () => {
    const answer = await ask('sim:tokens=10,ttfb=1,gap=1,fail=eof,after=4', 'hi')
    expect(answer).toMatchObject({ text: numbered('tok', 4), finishReason: null, isDone: false })
  })
})

describe('refusals in the shape of OpenAI', () => {
  test.each([
    ['unknown', 404, 'model'],
    ['sim:speed=1', 400, 'model'],
    ['sim:tokens=many', 400, 'model'],
    ['demo-fast@x0', 400, 'model'],
    ['demo-embedding', 400, 'model'],
    ['fault:unknown', 404, 'model'],
  ])('model %s is %i', async (model, status, param) => {
    const response = await postChat(simulator.url, model, 'hi')
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error', param } })
  })

  test.each([
    ['no JSON', '{', null],
    ['no object', '[]', null],
    ['no messages', '{"model":"demo-fast"}', 'messages'],
    ['a message without role', '{"model":"demo-fast","messages":[{}]}', 'messages[0].role'],
    ['no model', '{"messages":[{"role":"user","content":"hi"}]}', 'model'],
  ])('%s is 400', async (_name, body, param) => {
    const response = await fetch(`${simulator.url}/chat/completions`, { method: 'POST', body })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { param } })
  })

  test('another path is 404', async () => {
    expect((await fetch(`${simulator.url}/completions`)).status).toBe(404)
  })
})

test('the models are listed, HEAD too', async () => {
  const { data } = (await (await fetch(`${simulator.url}/models`)).json()) as {
    data: { id: string }[]
  }
  const ids = data.map(({ id }) => id)
  expect(ids.slice(0, 5)).toEqual([
    'demo-fast',
    'demo-deep',
    'glm-4-flash',
    'glm-4.6',
    'demo-embedding',
  ])
  expect(ids).toContain('fault:split-utf8')
  expect((await fetch(`${simulator.url}/models`, { method: 'HEAD' })).status).toBe(200)
})

test('a client that leaves is noticed and counted as aborted', async () => {
  const model = 'sim:ttfb=1,gap=100000,tokens=100'
  const controller = new AbortController()
  const response = await postChat(simulator.url, model, 'hi', {}, { signal: controller.signal })
  await response.body?.getReader().read()
  controller.abort()
  await expect.poll(() => simulator.stats().models[model]?.aborted).toBe(1)
  const waiting = new AbortController()
  const refused = postChat(
    simulator.url,
    'sim:connect=3000000,ttfb=3000000',
    'hi',
    {},
    { signal: waiting.signal },
  )
  await expect.poll(() => simulator.stats().active).toBe(1)
  waiting.abort()
  await expect(refused).rejects.toThrow()
  await expect.poll(() => simulator.stats().active).toBe(0)
})

test('the same seed gives the same answers, counted from the start', async () => {
  const runs = await Promise.all(
    [1, 1, 2].map(async (seed) => {
      const other = await startSimulator({ seed, timeScale: 1_000 })
      const response = await postChat(other.url, 'demo-fast', 'hello there')
      const { text } = await readStream(response)
      await other.close()
      return text
    }),
  )
  expect(runs[0]).toBe(runs[1])
})

describe('embeddings', () => {
  const embed = async (input: string[], more = {}) => {
    const response = await fetch(`${simulator.url}/embeddings`, {
      method: 'POST',
      body: JSON.stringify({ model: 'demo-embedding', input, ...more }),
    })
    const { data } = (await response.json()) as { data: { index: number; embedding: number[] }[] }
    return data.map(({ embedding }) => embedding)
  }
  const cosine = (a: number[] = [], b: number[] = []) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)

  test('similar texts are nearer than others, in both languages', async () => {
    const [lives, living, dog, zhLives, zhLiving] = await embed([
      'The user lives in Berlin.',
      'Where is the user living? Berlin?',
      'A dog barks at night.',
      '用户住在上海浦东',
      '我住在上海哪里',
    ])
    expect(cosine(lives, lives)).toBeCloseTo(1, 4)
    expect(cosine(lives, living)).toBeGreaterThan(cosine(lives, dog) + 0.3)
    expect(cosine(zhLives, zhLiving)).toBeGreaterThan(cosine(zhLives, dog) + 0.2)
  })

  test('dimensions and base64 are respected', async () => {
    expect((await embed(['a'], { dimensions: 64 }))[0]).toHaveLength(64)
    const [encoded] = (await embed(['a'], { encoding_format: 'base64' })) as unknown as string[]
    expect(Buffer.from(encoded ?? '', 'base64')).toHaveLength(256 * 4)
  })
})

function numbered(word: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${word}${index}`).join(' ')
}
