import { expect, test } from 'vitest'
import { createToolCallCollector } from './tool-call-collector.ts'

function collect(...pieces: Record<string, unknown>[]) {
  const collector = createToolCallCollector()
  for (const piece of pieces) collector.add([piece])
  return collector.events()
}
const call = (more: object) => ({ type: 'tool-call', ...more })

test('arguments in pieces become one input', () => {
  const calls = collect(
    { index: 0, id: 'a', function: { name: 'note', arguments: '{"te' } },
    { index: 0, function: { arguments: 'xt":1}' } },
  )
  expect(calls).toEqual([call({ id: 'a', name: 'note', input: { text: 1 } })])
})

test('two calls with an index of their own stay apart', () => {
  const calls = collect(
    { index: 0, id: 'a', function: { name: 'one', arguments: '{"n":' } },
    { index: 1, id: 'b', function: { name: 'two', arguments: '{}' } },
    { index: 0, function: { arguments: '1}' } },
  )
  expect(calls).toEqual([
    call({ id: 'a', name: 'one', input: { n: 1 } }),
    call({ id: 'b', name: 'two', input: {} }),
  ])
})

test('a call without arguments has an empty input, and one with half of them says why', () => {
  expect(collect({ index: 0, id: 'a', function: { name: 'now', arguments: '' } })).toEqual([
    call({ id: 'a', name: 'now', input: {} }),
  ])
  const [half] = collect({ index: 0, id: 'a', function: { name: 'note', arguments: '{"a":' } })
  expect(half).toMatchObject({ input: undefined, inputError: expect.any(String) })
})

test('a call is a sign of life once for what came', () => {
  const collector = createToolCallCollector()
  collector.add([{ index: 0, id: 'a', function: { name: 'note', arguments: '{}' } }])
  expect(collector.progress()).toEqual([{ type: 'tool-input' }])
  expect(collector.progress()).toEqual([])
})
