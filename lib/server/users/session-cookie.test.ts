import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, cookieOf, signUp, startTestServices } from '../testing.ts'

const password = 'correct horse'
let stop: () => Promise<void>

beforeAll(async () => {
  ;({ stop } = await startTestServices())
  await signUp({ name: 'Ann', email: 'ann@example.com', password })
})
afterAll(() => stop())

test('the session cookie is out of reach of scripts and other sites, and secure over https', async () => {
  const body = { email: 'ann@example.com', password }
  const plain = await call('POST', '/api/auth/sign-in/email', { body })
  const cookie = plain.headers.getSetCookie().join()
  expect(cookie).toMatch(/HttpOnly/i)
  expect(cookie).toMatch(/SameSite=Lax/i)
  expect(cookie).not.toMatch(/Secure/i)
  const headers = { 'x-forwarded-proto': 'https' }
  const secure = await call('POST', '/api/auth/sign-in/email', { body, headers })
  const [session, ...others] = secure.headers.getSetCookie()
  expect(session).toMatch(/^__Host-lumos\.session_token=.*; Path=\/;.*; Secure/)
  expect(others).toContainEqual(expect.stringMatching(/^lumos\.session_token=;.*Max-Age=0/))
  const hostCookie = session!.split(';')[0]!
  expect((await call('GET', '/api/chats', { cookie: hostCookie })).status).toBe(200)
  const out = await call('POST', '/api/auth/sign-out', { cookie: hostCookie, headers })
  expect(out.headers.getSetCookie()[0]).toMatch(/^__Host-lumos\.session_token=;.*Max-Age=0/)
  expect((await call('GET', '/api/chats', { cookie: hostCookie })).status).toBe(401)
})

test('the session’s token is in no body, which scripts can read', async () => {
  const body = { email: 'ann@example.com', password }
  const answer = await call('POST', '/api/auth/sign-in/email', { body })
  const cookie = cookieOf(answer)
  const token = decodeURIComponent(cookie.split('=')[1]!).split('.')[0]!
  expect(JSON.stringify(await answer.json())).not.toContain(token)
  const session = await (await call('GET', '/api/auth/get-session', { cookie })).json()
  expect(session).toMatchObject({
    user: { email: body.email },
    session: { userId: expect.any(String) },
  })
  expect(JSON.stringify(session)).not.toContain(token)
})
