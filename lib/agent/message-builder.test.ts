import { expect, test } from 'vitest'
import type { AgentEvent } from '#lib/contracts/chat/agent-event.ts'
import { createMessageBuilder, eventsOf } from './message-builder.ts'

const text = (delta: string): AgentEvent => ({ type: 'text-delta', delta })
const thought = (delta: string): AgentEvent => ({ type: 'reasoning-delta', delta })
const source = (url: string): AgentEvent => ({ type: 'source-found', source: { id: url, url } })

function partsOf(events: AgentEvent[]) {
  const builder = createMessageBuilder()
  for (const event of events) builder.add(event)
  return builder.parts(false)
}

test('text of the latest step turns out to be reasoning; earlier steps stay', () => {
  const call = { toolCallId: 'c', toolName: 'add', input: {} }
  const parts = partsOf([
    text('First.'),
    { type: 'tool-call-started', ...call },
    { type: 'tool-call-completed', toolCallId: 'c', output: 2 },
    text('Let me see.\n'),
    { type: 'relabelled', as: 'reasoning' },
    text('Two.'),
  ])
  expect(parts.map((part) => ('text' in part ? [part.type, part.text] : part.type))).toEqual([
    ['text', 'First.'],
    'dynamic-tool',
    ['reasoning', 'Let me see.'],
    ['text', 'Two.'],
  ])
})

test('reasoning that follows once more as text is there once', () => {
  const parts = partsOf([thought('Yes.'), { type: 'relabelled', as: 'text' }, text('Yes.')])
  expect(parts).toEqual([{ type: 'text', text: 'Yes.' }])
})

test('sources stand behind the text, each once, and come again with a continued answer', () => {
  const events = [text('Hi'), source('https://a.example/'), source('https://a.example/')]
  const parts = partsOf([...events, text(' you')])
  expect(parts).toEqual([
    { type: 'text', text: 'Hi you' },
    { type: 'source-url', sourceId: 'https://a.example/', url: 'https://a.example/' },
  ])
  expect(partsOf(eventsOf(parts))).toEqual(parts)
})
