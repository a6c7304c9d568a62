import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isHeldBack } from '#lib/contracts/latency/held-back.ts'
import { chooseTransport, noteStream, usesWebSocket } from './transport-choice.ts'

beforeEach(() => {
  const stored = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  })
})
afterEach(() => vi.unstubAllGlobals())

test('a WebSocket is used where two event streams in succession were held back', () => {
  expect(usesWebSocket()).toBe(false)
  noteStream(true)
  noteStream(false)
  noteStream(true)
  expect(usesWebSocket()).toBe(false)
  noteStream(null)
  noteStream(true)
  expect(usesWebSocket()).toBe(true)
})

test('the choice of the user counts more', () => {
  chooseTransport('websocket')
  expect(usesWebSocket()).toBe(true)
  chooseTransport('sse')
  noteStream(true)
  noteStream(true)
  expect(usesWebSocket()).toBe(false)
  chooseTransport('automatic')
  expect(usesWebSocket()).toBe(true)
})

test('a stream is held back whose first text arrives with its end', () => {
  const answer = { ttfbMs: 500, totalMs: 3_500, paintMs: 10 }
  expect(isHeldBack({ ...answer, transitMs: 3_020 })).toBe(true)
  expect(isHeldBack({ ...answer, transitMs: 40 })).toBe(false)
  // A busy page reads late as well.
  expect(isHeldBack({ ...answer, paintMs: 2_500, transitMs: 3_020 })).toBe(false)
  expect(isHeldBack({ ...answer, totalMs: 1_000, transitMs: 520 })).toBeNull()
})
