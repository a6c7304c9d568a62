import { describe, expect, it } from 'vitest'
import type { LumosMessage } from '#lib/contracts/chat.ts'
import { hasNew } from './continued-answer.ts'

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

  it('does not take new thoughts for text', () => {
    const thinking = answer('I thought. And again, at length.', 'Once upon')
    expect(hasNew('reasoning', thinking, kept)).toBe(true)
    expect(hasNew('text', thinking, kept)).toBe(false)
    expect(hasNew('text', answer('I thought.', 'Once upon a time'), kept)).toBe(true)
  })
})
