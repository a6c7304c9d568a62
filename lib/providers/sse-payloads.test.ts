import { expect, test } from 'vitest'
import { createSsePayloads } from './sse-payloads.ts'

const stream =
  '\uFEFF: hello\r\nevent: message\r\ndata:{"a":1}\r\n\r\nid: 7\rdata: {"b":\rdata: "é😀"}\r\rdata: null\n\n\ndata: [DONE]'
const expected = [
  { kind: 'json', value: { a: 1 } },
  { kind: 'json', value: { b: 'é😀' } },
  { kind: 'json', value: {} },
  { kind: 'done' },
]

test('events split at any byte give the same payloads', () => {
  const bytes = Buffer.from(stream)
  for (let size = 1; size <= bytes.length; size += 1) {
    const payloads = createSsePayloads()
    const decoder = new TextDecoder()
    const found = []
    for (let at = 0; at < bytes.length; at += size) {
      found.push(...payloads.push(decoder.decode(bytes.subarray(at, at + size), { stream: true })))
    }
    found.push(...payloads.end())
    expect(found, `pieces of ${size} bytes`).toEqual(expected)
  }
})

test('a payload is handed on before the blank line that ends its event', () => {
  expect(createSsePayloads().push('data: {"a":1}\n')).toEqual([{ kind: 'json', value: { a: 1 } }])
})

test('a line that is not JSON is reported when its event ends', () => {
  const payloads = createSsePayloads()
  expect(payloads.push('data: {"a":\n\ndata: {"b":2}\n\n')).toEqual([
    { kind: 'broken', text: '{"a":' },
    { kind: 'json', value: { b: 2 } },
  ])
})
