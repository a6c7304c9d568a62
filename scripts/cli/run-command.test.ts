import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PassThrough } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAgent, modelId, setUpTurns } from '#lib/server/chat/testing.ts'
import { noteClient } from '#lib/server/http/client-address.ts'
import { call, type Method, testSecret } from '#lib/server/testing.ts'
import { runCommand } from './run-command.mjs'

setUpTurns()
const server = createServer((request, response) => void serve(request, response))
let url: string
/** Holds answers back until they are whole, as a careless proxy does. */
let isBuffering = false
/** How long a question is on its way, milliseconds. */
let wayMs = 0

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await createAgent('sim:ttfb=60,gap=30,tokens=30', { name: 'River' })
})
afterAll(() => server[Symbol.asyncDispose]())

async function serve(request: IncomingMessage, response: ServerResponse) {
  const body = await textOf(request)
  if (request.url === '/api/chat') await sleep(wayMs)
  noteClient(request, { address: '127.0.0.1', origin: 'here' })
  const { cookie, authorization, 'content-type': type } = request.headers
  const answer = await call(request.method as Method, request.url ?? '/', {
    ...(cookie && { cookie }),
    ...(body && { rawBody: body }),
    headers: {
      ...(type && { 'content-type': type }),
      ...(authorization && { authorization }),
      'x-lumos-client-is': String(request.headers['x-lumos-client-is']),
    },
  })
  const cookies = answer.headers.getSetCookie()
  const nonce = answer.headers.get('x-lumos-nonce')
  response.writeHead(answer.status, {
    'set-cookie': cookies,
    ...(nonce && { 'x-lumos-nonce': nonce }),
  })
  if (isBuffering) response.end(await answer.text())
  else {
    for await (const chunk of answer.body ?? []) response.write(chunk)
    response.end()
  }
}

const account = { LUMOS_EMAIL: 'ada@example.com', LUMOS_PASSWORD: 'correct horse' }

/** Runs a command as a script would: without a terminal. */
const lumos = (...words: string[]) => lumosAs(account, ...words)

async function lumosAs(who: Record<string, string>, ...words: string[]) {
  const stdin = new PassThrough().end()
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const code = await runCommand(words, { env: { LUMOS_URL: url, ...who }, stdin, stdout, stderr })
  const [out, error] = await Promise.all([textOf(stdout.end()), textOf(stderr.end())])
  return { out, error, code, json: () => JSON.parse(out) }
}

test('the program itself writes the result, and ends with the exit code', async () => {
  const run = async (...words: string[]) => {
    const child = spawn(process.execPath, ['scripts/lumos.mjs', ...words], {
      env: { ...process.env, LUMOS_URL: url, ...account },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const [out, [code]] = await Promise.all([textOf(child.stdout), once(child, 'close')])
    return { out, code }
  }
  const [shown, failed] = await Promise.all([run('model', 'show'), run('fly', '--json')])
  expect(shown).toMatchObject({ code: 0, out: expect.stringMatching(/^AGENT .*\nRiver /i) })
  expect(failed.code).toBe(2)
  expect(JSON.parse(failed.out)).toHaveProperty('error.message')
})

test('shows and sets models', async () => {
  const model = modelId('sim:ttfb=50,gap=30,tokens=30')
  const set = await lumos('model', 'set', 'river', model, '--json')
  expect(set).toMatchObject({ code: 0, error: '' })
  expect(set.json()).toMatchObject({ agent: 'River', model })
  const shown = await lumos('model', 'show')
  expect(shown.out).toMatch(/River +sim\/sim:ttfb=50/)
})

test('probes models', async () => {
  const model = modelId('sim:ttfb=40,gap=1,tokens=5')
  const { code, json } = await lumos('probe', model, '--runs', '2', '--json')
  expect(code).toBe(0)
  expect(json()).toMatchObject([{ model, failures: 0, ttfbMs: { p50: expect.any(Number) } }])
  const failing = await lumos('probe', modelId('sim:fail=400'), '--runs', '1')
  expect(failing.code).toBe(1)
})

test('measures the first token, and leaves no chat behind', async () => {
  const { code, json } = await lumos('bench', '--agent', 'River', '--turns', '3', '--json')
  expect(code).toBe(0)
  expect(json()).toMatchObject({ turns: 3, failures: 0, chunks: { p50: 30 } })
  expect(json().ttfbMs.p50).toBeGreaterThan(50)
})

test('the doctor finds nothing, also on a long way, and then a proxy that holds answers back', async () => {
  const well = await lumos('doctor', '--agent', 'River', '--json')
  expect(well.json()).toMatchObject({ ok: true })
  expect(well.code).toBe(0)
  wayMs = 800
  const far = await lumos('doctor', '--agent', 'River', '--json')
  wayMs = 0
  expect(far.json()).toMatchObject({ ok: true })
  isBuffering = true
  const ill = await lumos('doctor', '--agent', 'River')
  isBuffering = false
  expect(ill.code).toBe(1)
  expect(ill.out).toMatch(/✗ proxy: text is held back/)
  const gone = await lumos('doctor', '--url', 'http://127.0.0.1:2', '--json')
  expect(gone.json()).toMatchObject({ ok: false, checks: [{ name: 'server', ok: false }] })
  expect(gone.code).toBe(1)
})

test('a token signs in without a password', async () => {
  const { token } = (await lumos('login', '--json')).json()
  expect(token).toMatch(/^lumos\.session_token=/)
})

test('a login that nobody answers ends', async () => {
  const ended = await lumosAs({ LUMOS_EMAIL: '' }, 'login')
  expect(ended).toMatchObject({ code: 2, out: '' })
  expect(ended.error).toMatch(/Who are you/)
})

test('with --json a failure is JSON too', async () => {
  for (const words of [['model', 'show', 'Nobody'], ['fly']]) {
    const { json, error } = await lumos(...words, '--json')
    expect(json()).toEqual({ error: { message: expect.stringMatching(/^There is no/) } })
    expect(error).toContain(json().error.message)
  }
})

test('who can read the secret is the admin, on this machine only', async () => {
  const here = await lumosAs({ LUMOS_SECRET: testSecret }, 'model', 'show', '--json')
  expect(here).toMatchObject({ code: 0, error: '' })
  const wrong = await lumosAs({ LUMOS_SECRET: 'x'.repeat(32) }, 'model', 'show')
  expect(wrong).toMatchObject({ code: 1, out: '' })
  expect(wrong.error).toMatch(/is another Lumos/)
  const nobody = await lumosAs({ LUMOS_DATA_DIR: '/nowhere' }, 'model', 'show')
  expect(nobody).toMatchObject({ code: 2, out: '' })
  expect(nobody.error).toMatch(/Who are you/)
  const elsewhere = ['model', 'show', '--url', 'http://192.0.2.1']
  expect((await lumosAs({ LUMOS_SECRET: testSecret }, ...elsewhere)).error).toMatch(/Who are you/)
})

test.each([
  [['model', 'set', 'Nobody', 'a/b'], 1, /There is no agent "Nobody"/],
  [['fly'], 2, /There is no command "fly"/],
  [['bench', '--turns', 'many'], 2, /--turns takes a whole number/],
  [['bench', '--speed'], 2, /--speed/],
  [['model', 'set', 'River'], 2, /Which agent, and which model/],
  [['doctor', 'please'], 2, /What is "please" for/],
  [['model', 'show', 'River', 'Lake'], 2, /What is "Lake" for/],
  [['model', 'show', '--url', 'not a url'], 2, /is no URL/],
])('lumos %s ends with %i', async (words, code, message) => {
  const ended = await lumos(...words)
  expect(ended).toMatchObject({ code, out: '' })
  expect(ended.error).toMatch(message)
})
