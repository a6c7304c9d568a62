import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setPagePolicy } from './security-headers.ts'

/** Answers with the policies that Next.js reads and the browser receives. */
const server = createServer((request, response) => {
  setPagePolicy(request.url ?? '', request, response)
  const { 'content-security-policy': inner, 'x-nonce': nonce } = request.headers
  response.end(JSON.stringify({ inner, nonce }))
})

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => server[Symbol.asyncDispose]())

async function ask(path: string) {
  const { port } = server.address() as AddressInfo
  const headers = { 'content-security-policy': "script-src 'nonce-chosen'" }
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers })
  const seen = (await response.json()) as { inner?: string; nonce?: string }
  return { ...seen, policy: response.headers.get('content-security-policy') }
}

test('each page has a nonce of its own, whatever the client asks for', async () => {
  const pages = [await ask('/'), await ask('/'), await ask('/apiary')]
  expect(new Set(pages.map(({ nonce }) => nonce)).size).toBe(3)
  for (const { inner, nonce, policy } of pages) {
    expect(policy).toBe(inner)
    expect(policy).toContain(`script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`)
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|chosen/)
  }
})

test('what is no page has no nonce', async () => {
  for (const path of ['/api/chats', '/_next/static/a.js'])
    expect(await ask(path)).toEqual({ policy: null })
})
