import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faults } from '#lib/simulator/faults/faults.ts'
import { embeddingModel } from '#lib/simulator/model-names.ts'
import { type Simulator, startSimulator } from '#lib/simulator/server.ts'
import { embed } from './embed.ts'
import type { ProviderConnection } from './network/connection.ts'
import { connectTo, leaksOf } from './testing.ts'

let simulator: Simulator
let connection: ProviderConnection
beforeAll(async () => {
  simulator = await startSimulator()
  connection = connectTo(simulator.url)
})
afterAll(async () => {
  await connection.dispatcher.destroy()
  await simulator.close()
})

const never = new AbortController().signal
const texts = ['cats', 'dogs', 'the weather in Berlin']

describe('faults', () => {
  test.each(faults.filter(({ group }) => group === 'embeddings'))(
    '$name: $description',
    async ({ name, expected }) => {
      const result = embed(connection, `fault:${name}`, texts, never)
      if (expected.outcome === 'error') {
        await expect(result).rejects.toMatchObject({ code: expected.code, status: 502 })
      } else {
        expect(await result).toEqual(await embed(connection, embeddingModel, texts, never))
      }
    },
  )
})

test('many texts come back in order', async () => {
  const many = Array.from({ length: 200 }, (_, index) => `text ${index}`)
  const vectors = await embed(connection, embeddingModel, many, never)
  expect(vectors).toHaveLength(200)
  expect(await embed(connection, embeddingModel, many.slice(150, 151), never)).toEqual([
    vectors[150],
  ])
})

test('no text needs no request', async () => {
  const { requests } = simulator.stats()
  expect(await embed(connection, embeddingModel, [], never)).toEqual([])
  expect(simulator.stats().requests).toBe(requests)
})

test('a failure is the provider’s, without the key', async () => {
  const failure = await embed(connection, 'fault:key-echo-401', texts, never).catch(
    (error: unknown) => error,
  )
  expect(failure).toMatchObject({ code: 'provider-auth', status: 401 })
  expect(leaksOf(String(failure))).toEqual([])
})

test('an abort rejects with its reason', async () => {
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(embed(connection, embeddingModel, texts, signal)).rejects.toThrow('enough')
})
