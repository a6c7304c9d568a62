import { expect, test } from 'vitest'
import { canaryKey, leaksOf } from '../testing.ts'
import { httpFailure, streamFailure } from './failure.ts'
import { redact } from './redact.ts'

const secrets = [canaryKey]

test.each([
  ['the whole key', `Wrong key ${canaryKey}.`],
  ['within JSON', `{"authorization":"Bearer ${canaryKey}","x":1}`],
  ['its beginning', `Key ${canaryKey.slice(0, 12)}… is wrong`],
  ['its end', `Key …${canaryKey.slice(-9)} is wrong`],
  ['its middle', `Key ${canaryKey.slice(6, 17)} is wrong`],
  ['twice in a row', canaryKey + canaryKey],
  ['without an end', `${canaryKey.slice(0, -1)}X`],
])('a key repeated by the provider is not shown: %s', (_, text) => {
  expect(leaksOf(redact(text, secrets))).toEqual([])
  expect(leaksOf(httpFailure(401, null, text, secrets))).toEqual([])
  expect(leaksOf(streamFailure({ message: text }, secrets))).toEqual([])
  expect(leaksOf(httpFailure(500, null, `<html><body>${text}</body></html>`, secrets))).toEqual([])
})

test.each([
  ['Base64', (text: string) => Buffer.from(text).toString('base64')],
  [
    'Base64 for URLs, of a header',
    (text: string) => Buffer.from(`Bearer ${text}`).toString('base64url'),
  ],
  ['hexadecimal digits', (text: string) => Buffer.from(text).toString('hex')],
  ['percent signs', (text: string) => Buffer.from(text).toString('hex').replaceAll(/../g, '%$&')],
  ['capitals', (text: string) => text.toUpperCase()],
  ['reverse', (text: string) => [...text].reverse().join('')],
  ['entities', (text: string) => [...text].map((sign) => `&#${sign.charCodeAt(0)};`).join('')],
  ['zero-width spaces', (text: string) => [...text].join('\u200b')],
  ['null characters', (text: string) => [...text].join('\0')],
  ['zero-width joiners', (text: string) => [...text].join('\u200d')],
  ['single letters', (text: string) => [...text].join(' ')],
  ['dashes', (text: string) => [...text].join('-')],
  ['wide letters', (text: string) => text.replaceAll(/[!-~]/g, asWide)],
  [
    'percent signs twice',
    (text: string) =>
      encodeURIComponent(Buffer.from(text).toString('hex').replaceAll(/../g, '%$&')),
  ],
])('a key repeated in %s is not shown', (_, write) => {
  const { message } = httpFailure(401, null, `Wrong key <${write(canaryKey)}>.`, secrets)
  expect(message).toMatch(/Wrong key <\w{0,8}(\[key\][^[]{0,6})+>\.$/)
})

const asWide = (sign: string) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)

test('redacting keeps all other words', () => {
  expect(redact(`a ${canaryKey} b ${canaryKey.slice(0, 10)}c`, secrets)).toBe('a [key] b [key]c')
  expect(redact('sk-canary is short', secrets)).not.toContain('sk-canar')
  expect(redact('nothing here', [...secrets, '', 'x', 'n-o-t'])).toBe('nothing here')
})

test.each([
  ['{"error":{"message":"Words"}}'],
  ['{"error":"Words"}'],
  ['[{"error":{"code":400,"message":"Words","status":"INVALID_ARGUMENT"}}]'],
  ['{"message":"Words"}'],
  ['{"detail":"Words"}'],
  ['{"detail":[{"loc":["body"],"msg":"Words"}]}'],
  ['{"error":{"error":{"message":"Words"}}}'],
  ['<!doctype html><html><style>b{}</style><body><h1>Words</h1><script>x()</script></body></html>'],
  ['  Words\n'],
])('the provider’s words are found in %s', (body) => {
  expect(httpFailure(400, null, body, secrets).message).toMatch(/: Words$/)
})

test('long words are shortened without breaking a character', () => {
  const { message } = httpFailure(400, null, '😀'.repeat(1_000), secrets)
  expect(message.length).toBeLessThan(600)
  expect(message.isWellFormed()).toBe(true)
})

test.each([
  ['7', 7_000],
  ['0.5', 500],
  ['0', 0],
  ['-5', 0],
  ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
  ['1e400', Number.MAX_SAFE_INTEGER],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
])('Retry-After %s', (value, ms) => {
  expect(httpFailure(429, value, '', secrets).retryAfterMs).toBe(ms)
})

test.each([
  [429, 'rate_limit_exceeded', 'Slow down', 'provider-rate-limit'],
  [429, 'insufficient_quota', 'You exceeded your current quota', 'provider-quota'],
  [429, '1113', '余额不足或无可用资源包,请充值。', 'provider-quota'],
  [402, 'x', 'Insufficient Balance', 'provider-quota'],
  [400, 'x', 'Your credit balance is too low', 'provider-quota'],
  [429, 'exceeded_current_quota_error', 'Check your plan and billing details', 'provider-quota'],
  [429, 'billing_hard_limit_reached', 'x', 'provider-quota'],
  [429, 'x', 'Free allocated quota exceeded.', 'provider-quota'],
  [429, 'x', 'Your quota is exhausted', 'provider-quota'],
  [400, 'Arrearage', 'Please make sure your account is in good standing.', 'provider-quota'],
  [400, 'context_length_exceeded', 'x', 'context-length'],
  [400, 'x', 'prompt is too long: 210000 tokens > 200000 maximum', 'context-length'],
  [403, 'x', 'x', 'provider-auth'],
  [418, 'x', 'x', 'provider-error'],
])('%i %s "%s" is %s', (status, code, message, expected) => {
  const body = JSON.stringify({ error: { message, code } })
  expect(httpFailure(status, null, body, secrets).code).toBe(expected)
})
