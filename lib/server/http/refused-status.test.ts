import { expect, test } from 'vitest'
import { refusedStatus } from './refused-status.ts'

test.each([
  ['GET', '/api/chats', undefined],
  ['DELETE', '/%E5%8C%97', undefined],
  ['TRACE', '/api/chats', 405],
  ['GET', '/%', 400],
  ['OPTIONS', '*', 400],
  ['GET', undefined, 400],
])('%s %s → %s', (method, path, status) => {
  expect(refusedStatus(method, path)).toBe(status)
})
