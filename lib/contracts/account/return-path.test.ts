import { expect, test } from 'vitest'
import { returnPath, signInPath } from './return-path.ts'

test.each([
  ['/memories', '/memories'],
  ['/chat/7?a=1#m', '/chat/7?a=1#m'],
  ['/settings?_rsc=1x&tab=2', '/settings?tab=2'],
  ['/聊天', '/%E8%81%8A%E5%A4%A9'],
  ['/sign-insurance', '/sign-insurance'],
])('%j is a way back', (text, path) => {
  expect(returnPath(text)).toBe(path)
})

test.each([
  undefined,
  '',
  'memories',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  '\\/evil.example',
  'javascript:alert(1)',
  ' /memories',
  '/sign-in?next=/x',
  '/sign-up',
  '/api/chats',
  `/${'x'.repeat(3_000)}`,
])('%j leads to the start', (text) => {
  expect(returnPath(text)).toBe('/')
})

test('the sign-in page is told why, and where to', () => {
  expect(signInPath('/memories', 'session-ended')).toBe(
    '/sign-in?next=%2Fmemories&reason=session-ended',
  )
  expect(signInPath('/', 'signed-out')).toBe('/sign-in')
})
