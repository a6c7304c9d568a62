import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing.ts'
import { createAuth } from './auth.ts'
import { hostSessionCookieName, sessionCookieName } from './cookies.ts'
import { createLocalPasses } from './local-pass.ts'
import {
  createSessionReader,
  createSignedOutReasonReader,
  type ReadSession,
} from './session-reader.ts'

const secret = 'a secret that only this test has, 0123456789'
let database: TestDatabase
let read: ReadSession
/** The session cookie that better-auth set. */
let cookie: string

const user = { name: 'Ann', email: 'ann@example.com', password: 'correct horse' }

beforeAll(async () => {
  database = await createTestDatabase()
  read = readerOf({})
  const response = await createAuth({ database, secret }).handler(
    new Request('http://lumos.test/api/auth/sign-up/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(user),
    }),
  )
  cookie = response.headers.getSetCookie()[0]!.split(';')[0]!
})
afterAll(() => database.drop())

const localPasses = createLocalPasses(secret)
const readerOf = (options: { isHttpsOnly?: boolean }) =>
  createSessionReader({
    ...{ pool: database.pool, secret, isHttpsOnly: false, localPasses, ...options },
    onConfig: () => undefined,
    isFromHere: (headers) => headers.get('via') === null,
  })
const readCookie = (value: string) => read(new Headers({ cookie: value }))
const signed = (token: string, by: string) =>
  encodeURIComponent(`${token}.${createHmac('sha256', by).update(token).digest('base64')}`)
const tokenOf = () => decodeURIComponent(cookie).split('=')[1]!.split('.')[0]!

test("reads the user of better-auth's own cookie", async () => {
  const { name, email } = user
  expect(await readCookie(cookie)).toMatchObject({ name, email, role: 'admin' })
  expect(Object.keys((await readCookie(cookie))!).sort()).toEqual([
    'aboutMe',
    'email',
    'howToAnswer',
    'id',
    'memory',
    'mustChangePassword',
    'name',
    'role',
  ])
})

test('tells requests that come together apart', async () => {
  const foreign = `${sessionCookieName}=${signed('no such token', secret)}`
  const users = await Promise.all([cookie, foreign, '', cookie].map(readCookie))
  expect(users.map((user) => user?.email ?? null)).toEqual([user.email, null, null, user.email])
})

test('finds the cookie among others, also behind a foreign one of the same name', async () => {
  expect(await readCookie(`theme=dark; ${cookie};lang=en`)).toMatchObject({ email: user.email })
  expect(await readCookie(`${sessionCookieName}=old.value; ${cookie}`)).not.toBeNull()
})

test('refuses what was not signed with the secret', async () => {
  const token = tokenOf()
  expect(await readCookie(`${sessionCookieName}=${signed(token, secret)}`)).not.toBeNull()
  const refused = [
    '',
    `${sessionCookieName}=`,
    `${sessionCookieName}=${token}`,
    `${sessionCookieName}=${token}.`,
    `${sessionCookieName}=${signed(token, `${secret}x`)}`,
    `${sessionCookieName}=${signed(`${token}x`, secret)}`,
    `${sessionCookieName}=%ff`,
    `x${cookie}`,
    cookie.slice(0, -8),
  ]
  for (const value of refused) expect(await readCookie(value)).toBeNull()
  expect(await read(new Headers())).toBeNull()
})

test('refuses an expired session and a banned user at once', async () => {
  const expire = (interval: string) =>
    database.pool.query(`UPDATE "Session" SET "expiresAt" = now() + interval '${interval}'`)
  await expire('-1 second')
  expect(await readCookie(cookie)).toBeNull()
  await expire('1 day')
  await database.pool.query('UPDATE "User" SET banned = true')
  expect(await readCookie(cookie)).toBeNull()
  await database.pool.query('UPDATE "User" SET banned = false')
  expect(await readCookie(cookie)).not.toBeNull()
})

test('the cookie that is bound to this host wins, and over https no other counts', async () => {
  const hostCookie = cookie.replace(sessionCookieName, hostSessionCookieName)
  const foreign = `${sessionCookieName}=${signed('no such token', secret)}`
  expect(await readCookie(`${foreign}; ${hostCookie}`)).toMatchObject({ email: user.email })
  const foreignHost = foreign.replace(sessionCookieName, hostSessionCookieName)
  expect(await readCookie(`${cookie}; ${foreignHost}`)).toBeNull()
  const readHttps = readerOf({ isHttpsOnly: true })
  expect(await readHttps(new Headers({ cookie }))).toBeNull()
  expect(await readHttps(new Headers({ cookie: hostCookie }))).toMatchObject({ email: user.email })
})

test('says why a request has no user', async () => {
  const options = { pool: database.pool, secret, isHttpsOnly: false }
  const why = (header?: string) =>
    createSignedOutReasonReader(options)(new Headers(header ? { cookie: header } : {}))
  expect(await why()).toBe('signed-out')
  expect(await why('theme=dark')).toBe('signed-out')
  expect(await why(`${sessionCookieName}=${signed('no such token', secret)}`)).toBe('session-ended')
  expect(await why(`${hostSessionCookieName}=x.y`)).toBe('session-ended')
  await database.pool.query('UPDATE "User" SET banned = true')
  expect(await why(cookie)).toBe('banned')
  await database.pool.query('UPDATE "User" SET banned = false')
})

describe('a local pass', () => {
  const pass = (expiresAt: number, by = secret, nonce = localPasses.nonce) => {
    const signature = createHmac('sha256', by).update(`local-admin.${nonce}.${expiresAt}`)
    return `Bearer local.${expiresAt}.${signature.digest('base64url')}`
  }
  const readPass = (authorization: string) => read(new Headers({ authorization }))
  const soon = () => Date.now() + 60_000

  test('speaks for the admin', async () => {
    expect(await readPass(pass(soon()))).toMatchObject({ email: user.email, role: 'admin' })
  })

  test('is refused when it is over, too long, not signed with the secret, or maimed', async () => {
    const good = pass(soon())
    const refused = [
      pass(Date.now() - 1),
      pass(Date.now() + 3_600_000),
      pass(soon(), `${secret}x`),
      pass(soon(), secret, createLocalPasses(secret).nonce),
      good.replace(/local\.\d/, 'local.9'),
      good.slice(0, -2),
      good.replace('Bearer', 'Basic'),
      'Bearer local..',
      'Bearer',
    ]
    for (const header of refused) expect(await readPass(header)).toBeNull()
  })

  test('is refused from another machine and through a proxy', async () => {
    const authorization = pass(soon())
    expect(await read(new Headers({ authorization, via: '1.1 proxy' }))).toBeNull()
  })

  test('speaks for no banned admin', async () => {
    await database.pool.query('UPDATE "User" SET banned = true')
    expect(await readPass(pass(soon()))).toBeNull()
    await database.pool.query('UPDATE "User" SET banned = false')
  })
})
