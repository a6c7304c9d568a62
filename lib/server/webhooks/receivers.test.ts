import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { createWebhookSecret, signatureHeaders } from './sign-webhook.ts'

const run = promisify(execFile)
const secret = createWebhookSecret()
const body = JSON.stringify({ type: 'turn.ended', data: { words: '完成' } })

/** Starts a receiver of docs/examples. */
async function start(program: string, file: string) {
  const env = { ...process.env, PORT: '0', LUMOS_WEBHOOK_SECRET: secret }
  const child: ChildProcess = spawn(program, [`docs/examples/${file}`], { env })
  onTestFinished(() => {
    child.kill()
  })
  if (!child.stdout) throw new Error('The receiver has no output.')
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const nextLine = async () => String((await lines.next()).value)
  return { url: await nextLine(), nextLine }
}

// These programs belong to the machine; where Python is missing, TypeScript's example stands alone.
const hasPython = await run('python3', ['--version']).then(
  () => true,
  () => false,
)
const receivers = [
  [process.execPath, 'webhook.ts'],
  ...(hasPython ? [['python3', 'webhook.py']] : []),
] as [string, string][]

test.each(receivers)('%s %s takes what Lumos signs, and nothing else', async (program, file) => {
  const { url, nextLine } = await start(program, file)
  const send = async (headers: Record<string, string>, sent = body) =>
    (await fetch(url, { method: 'POST', headers, body: sent })).status
  const now = new Date()
  const signed = (at: Date, secrets: string[], id = 'first') =>
    signatureHeaders(id, at, body, secrets)
  const genuine = signed(now, [secret])
  expect(await send(genuine)).toBe(204)
  expect(await nextLine()).toBe('turn.ended first')
  // After a rotation, and a second time.
  expect(await send(signed(now, [createWebhookSecret(), secret]))).toBe(204)
  expect(await send(signed(now, [secret], 'second'))).toBe(204)
  expect(await nextLine()).toBe('turn.ended second')

  expect(await send(genuine, `${body} `)).toBe(401)
  expect(await send({ ...genuine, 'webhook-id': 'other' })).toBe(401)
  expect(await send(signed(now, [createWebhookSecret()]))).toBe(401)
  expect(await send(signed(new Date(now.getTime() - 600_000), [secret]))).toBe(401)
  expect(await send({})).toBe(401)
})
