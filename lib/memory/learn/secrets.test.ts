import { expect, test } from 'vitest'
import { holdsSecret } from './secrets.ts'

test.each([
  'My password is hunter2',
  '我的密码是 hunter2',
  'The door code is 4711',
  'AKIAIOSFODNN7EXAMPLE',
  'postgres://lumos:hunter2@db.example/lumos',
  'My card is 4111 1111 1111 1111',
  'Pay to DE89 3704 0044 0532 0130 00',
])('%j holds a secret', (text) => {
  expect(holdsSecret(text)).toBe(true)
})

test.each([
  'I forgot my password again',
  '我忘了密码',
  'My daughter was born on 2019-04-07',
  'Call me at 030 1234567',
  'I live in Shanghai and like tea',
])('%j holds none', (text) => {
  expect(holdsSecret(text)).toBe(false)
})
