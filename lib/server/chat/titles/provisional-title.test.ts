import { expect, test } from 'vitest'
import { isItsOwnTitle, provisionalTitle } from './provisional-title.ts'

test.each(['Hello', 'What is the capital of France?', '你好！', '推荐一款乌龙茶', 'Hello\nworld'])(
  'of “%s” a model would make no other title',
  (text) => expect(isItsOwnTitle(text)).toBe(true),
)

test.each([
  'My name is Ada and I live in Berlin.',
  '我下周要去北京出差三天，帮我安排一下行程',
  'https://example.com/a-path/that-is/longer-than/a-title/ever-should-be',
  '?!',
  '',
])('for “%s” a model is asked', (text) => expect(isItsOwnTitle(text)).toBe(false))

test('a long beginning is cut between characters', () => {
  expect(provisionalTitle('👋'.repeat(80))).toBe(`${'👋'.repeat(59)}…`)
})
