import { expect, test } from 'vitest'
import { searchableText } from '../text/tokenise.ts'
import { chooseMemories } from './choose-memories.ts'
import { createMemoryIndex } from './memory-index.ts'

const now = Date.UTC(2026, 10, 23)
const facts = [
  'The user lives in Lisbon.',
  'The user works at Kestrel Robotics.',
  'The user is allergic to peanuts.',
  "The user's sister Ana lives in Munich.",
  'The user drinks oolong tea every morning.',
  'The user has a dog called Rex.',
  '用户对花生过敏。',
  '用户在学德语。',
]

function chosenFor(query: string, texts = facts, limit = 3): string[] {
  const index = createMemoryIndex()
  for (const [id, text] of texts.entries())
    index.put({
      id: String(id),
      text,
      searchText: searchableText(text),
      agentId: null,
      sourceId: null,
      importance: 0.5,
      useCount: 0,
      createdAt: 0,
      endedAt: null,
      vector: null,
    })
  const hits = index.search(query, { limit: 50, now })
  return chooseMemories(hits, { query, limit, budgetTokens: 400, now }).map(({ text }) => text)
}

test.each([
  'Good morning! How are you today?',
  'Thanks, that was really helpful!',
  'Explain how a heat pump works.',
  'Write a limerick about autumn.',
  'What is the capital of Peru?',
  'How does TypeScript infer types?',
  'Fix the loop in this function, please.',
  'ok, cool',
  '你好！',
  '谢谢，太有帮助了！',
  '早上好，今天过得怎么样？',
  '解释一下热泵的原理。',
  '写一首关于秋天的诗。',
])('nothing enters the prompt of: %s', (query) => expect(chosenFor(query)).toEqual([]))

test.each([
  ['Where do I live?', 'The user lives in Lisbon.'],
  ['Which city am I living in these days?', 'The user lives in Lisbon.'],
  ['Who is my employer?', 'The user works at Kestrel Robotics.'],
  ['Where does my sister live?', "The user's sister Ana lives in Munich."],
  ['What is my pet called?', 'The user has a dog called Rex.'],
  ['Can I eat a peanut butter sandwich?', 'The user is allergic to peanuts.'],
  ['我对什么过敏？', '用户对花生过敏。'],
  ['我在学什么语言？', '用户在学德语。'],
])('%s brings first: %s', (query, fact) => expect(chosenFor(query)[0]).toBe(fact))

test('a fact that is there twice enters once', () => {
  const twice = ['The user lives in Lisbon.', 'the user is living in LISBON']
  expect(chosenFor('Where do I live?', twice)).toHaveLength(1)
})

test('what scores far below the best is left out', () => {
  expect(chosenFor('Do I drink oolong tea in the morning?')).toEqual([
    'The user drinks oolong tea every morning.',
  ])
})
