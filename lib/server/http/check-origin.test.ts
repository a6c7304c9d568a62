import { expect, test } from 'vitest'
import { AppError } from '#lib/contracts/app-error.ts'
import { checkOrigin } from './check-origin.ts'

/** The message of the refusal; null if the request is accepted. */
function refusalOf(headers: Record<string, string>, publicUrl?: string): string | null {
  const request = new Request('http://lumos.internal/api/chats', { method: 'POST', headers })
  try {
    checkOrigin(request, publicUrl)
    return null
  } catch (error) {
    expect(error).toMatchObject({ code: 'foreign-origin', status: 403 })
    return error instanceof AppError ? error.displayMessage : ''
  }
}
const to = (host: string, origin: string, scheme?: string) => ({
  host,
  origin,
  ...(scheme && { 'x-forwarded-proto': scheme }),
})

test.each([
  ['the same', to('chat.example.com', 'http://chat.example.com')],
  ['a port of its own', to('localhost:3000', 'http://localhost:3000')],
  ['the default port written', to('chat.example.com:443', 'https://chat.example.com', 'https')],
  ['the default port written by the browser', to('chat.example.com', 'http://chat.example.com:80')],
  ['another case', to('Chat.Example.COM', 'http://chat.example.com')],
  ['a chain of proxies', to('chat.example.com', 'https://chat.example.com', 'https, http')],
  ['no browser', { host: 'chat.example.com' }],
  ['no origin, but of the same site', { host: 'a.example', 'sec-fetch-site': 'same-origin' }],
])('%s is taken', (_, headers) => {
  expect(refusalOf(headers)).toBeNull()
})

test.each([
  ['another site', to('chat.example.com', 'https://evil.example', 'https')],
  ['another port', to('chat.example.com', 'http://chat.example.com:8080')],
  ['another scheme', to('chat.example.com', 'https://chat.example.com')],
  ['another scheme behind a proxy', to('chat.example.com', 'http://chat.example.com', 'https')],
  ['ftp', to('chat.example.com', 'ftp://chat.example.com')],
  ['a longer name', to('chat.example.com', 'http://chat.example.com.evil.example')],
  ['a name in the user', to('chat.example.com', 'http://chat.example.com@evil.example')],
  ['no origin at all', to('chat.example.com', 'null')],
  ['another site without an origin', { host: 'a.example', 'sec-fetch-site': 'cross-site' }],
])('%s is refused', (_, headers) => {
  expect(refusalOf(headers)).not.toBeNull()
})

test('the refusal names both addresses and what to set', () => {
  const message = refusalOf(to('chat.example.com', 'http://chat.example.com:8080'))
  expect(message).toContain('http://chat.example.com:8080')
  expect(message).toContain('to http://chat.example.com and')
  expect(message).toMatch(/LUMOS_URL.*docs\/proxies\.md/)
})

test('the public address is taken whatever the proxy makes of the host', () => {
  const publicUrl = 'http://chat.example.com:8080'
  for (const host of ['chat.example.com', 'chat.example.com:80', '127.0.0.1:3000'])
    expect(refusalOf(to(host, publicUrl), publicUrl)).toBeNull()
  const message = refusalOf(to('chat.example.com', 'https://evil.example'), publicUrl)
  expect(message).toContain(`LUMOS_URL is ${publicUrl}`)
})
