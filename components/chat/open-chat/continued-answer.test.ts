import { describe, expect, it } from 'vitest'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { beginContinuation, hasNew } from './continued-answer.ts'

function answer(reasoning: string, text: string): LumosMessage {
  return {
    id: 'a',
    role: 'assistant',
    parts: [
      { type: 'reasoning', text: reasoning },
      { type: 'text', text },
    ],
  }
}

describe('what an answer has that was not there before', () => {
  const kept = answer('I thought.', 'Once upon')

  it('counts all of it in an answer that begins', () => {
    expect(hasNew('reasoning', answer('I', ''), null)).toBe(true)
    expect(hasNew('text', answer('I', ''), null)).toBe(false)
    expect(hasNew('text', answer('I', 'Once'), null)).toBe(true)
  })

  it('does not take the thoughts of an answer that is gone on with for new ones', () => {
    expect(hasNew('reasoning', kept, kept)).toBe(false)
    expect(hasNew('reasoning', answer('I thought.', ''), kept)).toBe(false)
  })

  it('does not take blank lines for text', () => {
    expect(hasNew('text', answer('I', '\n\n'), null)).toBe(false)
    expect(hasNew('text', answer('I', '\n\nOnce'), null)).toBe(true)
  })

  it('does not take new thoughts for text', () => {
    const thinking = answer('I thought. And again, at length.', 'Once upon')
    expect(hasNew('reasoning', thinking, kept)).toBe(true)
    expect(hasNew('text', thinking, kept)).toBe(false)
    expect(hasNew('text', answer('I thought.', 'Once upon a time'), kept)).toBe(true)
  })
})

it('a continuation has no figures of the answer before', () => {
  const stages = [{ name: 'model' as const, startMs: 0, endMs: 9 }]
  const figures = { ttfbMs: 9, totalMs: 9, inputTokens: 1, outputTokens: 1, tokensPerSecond: 1 }
  const timing = { turnId: 'before', stages, model: 'a/b', ...figures }
  const message = { ...answer('', 'Once'), metadata: { timing, browser: { waitMs: 12 } } }
  const chat = { messages: [message as LumosMessage] }
  beginContinuation({ chat, continued: null }, 'a')
  expect(chat.messages[0]?.metadata).toEqual({})
})
