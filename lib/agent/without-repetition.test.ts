import { expect, test } from 'vitest'
import type { ModelEvent } from '#lib/providers/model-port.ts'
import { withoutRepetition } from './without-repetition.ts'

const finish: ModelEvent = {
  type: 'finish',
  reason: 'stop',
  usage: { inputTokens: null, outputTokens: null },
}

async function texts(kept: string, deltas: string[]): Promise<string[]> {
  async function* events(): AsyncGenerator<ModelEvent> {
    yield { type: 'connected' }
    for (const delta of deltas) yield { type: 'text-delta', delta }
    yield finish
  }
  const seen: ModelEvent[] = []
  for await (const event of withoutRepetition(events(), kept)) seen.push(event)
  expect(seen.at(0)).toEqual({ type: 'connected' })
  expect(seen.at(-1)).toEqual(finish)
  return seen.flatMap((event) => (event.type === 'text-delta' ? [event.delta] : []))
}

const kept = 'The quick brown fox jumps over the lazy dog. It then went'

test.each([
  ['text that goes on is passed on as it comes', [' home', ' and', ' slept.'], ' home and slept.'],
  ['a repeated end is left out', ['It then', ' went', ' home.'], ' home.'],
  ['so it is within one delta', ['lazy dog. It then went home.'], ' home.'],
  ['a beginning that only looks like it is kept', ['It then', ' ran', ' off.'], 'It then ran off.'],
  ['a short agreement is chance', ['went', ' on'], 'went on'],
  ['nothing but the repetition is nothing', ['It then went'], ''],
  ['an answer that adds nothing ends', [], ''],
])('%s', async (_, deltas, expected) => {
  expect((await texts(kept, deltas)).join('')).toBe(expected)
})

test('what comes after the decision is not looked at again', async () => {
  expect(await texts(kept, [' home.', ' It then went', ' out'])).toEqual([
    ' home.',
    ' It then went',
    ' out',
  ])
})

test('Chinese text is compared by characters, however it is cut', async () => {
  const text = '白日依山尽，黄河入海流。欲穷千里目，'
  expect((await texts(text, ['黄河入海流。欲穷', '千里目，', '更上一层楼。'])).join('')).toBe(
    '更上一层楼。',
  )
})
