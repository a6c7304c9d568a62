import { afterEach, expect, test } from 'vitest'
import { type LumosProcess, removeDataDirs, startLumos } from './lumos-process.ts'

afterEach(removeDataDirs)

/** An answer is saved every second; a busy machine gets some more. */
const mostLostMs = 3_000
const account = { name: 'Ada', email: 'ada@example.com', password: 'correct horse' }

test('a killed Lumos keeps the answer but its last second, says so, and goes on with it', async () => {
  const first = await startLumos()
  await first.ready
  const cookie = await signUp(first)
  const chatId = crypto.randomUUID()
  const message = {
    id: crypto.randomUUID(),
    role: 'user',
    parts: [{ type: 'text', text: 'Write a long essay of about 900 tokens.' }],
  }
  const asked = await post(first, cookie, { id: chatId, message })
  const received = await readFor(asked, 5_000)
  first.signalGroup('SIGKILL')
  await first.ended

  const second = await startLumos({ LUMOS_DATA_DIR: first.dataDir })
  await second.ready
  const interrupted = await answerOf(second, cookie, chatId)
  expect(interrupted.status).toBe('interrupted')
  expect(interrupted.text.length).toBeGreaterThanOrEqual(received.textBefore(mostLostMs).length)
  expect(received.text().startsWith(interrupted.text.slice(0, received.text().length))).toBe(true)

  const body = { id: chatId, trigger: 'continue-message' }
  await (await post(second, cookie, body)).text()
  const whole = await answerOf(second, cookie, chatId)
  expect(whole.status).toBe('complete')
  expect(whole.text.startsWith(interrupted.text)).toBe(true)
  expect(whole.text.length).toBeGreaterThan(interrupted.text.length)
  second.signalGroup('SIGINT')
  expect(await second.ended).toBe(0)
})

async function signUp({ url }: LumosProcess): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(account),
  })
  expect(response.status).toBe(200)
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

function post({ url }: LumosProcess, cookie: string, body: object): Promise<Response> {
  return fetch(`${url}/api/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, cookie },
    body: JSON.stringify(body),
  })
}

async function answerOf({ url }: LumosProcess, cookie: string, chatId: string) {
  const response = await fetch(`${url}/api/chats/${chatId}`, { headers: { cookie } })
  const { messages } = await response.json()
  expect(messages).toHaveLength(2)
  const { status, parts } = messages[1]
  return { status, text: parts.map((part: { text?: string }) => part.text ?? '').join('') }
}

/** Reads a stream for a while, and remembers when what came. */
async function readFor(response: Response, ms: number) {
  const pieces: { at: number; text: string }[] = []
  const endsAt = Date.now() + ms
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  while (Date.now() < endsAt) {
    const { value, done } = await reader.read()
    if (done) throw new Error('The answer was whole before the kill.')
    const frames = (rest + value).split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) {
      if (!frame.startsWith('data: {"type":"text-delta"')) continue
      pieces.push({ at: Date.now(), text: JSON.parse(frame.slice('data: '.length)).delta })
    }
  }
  const text = (until: number) =>
    pieces.flatMap((piece) => (piece.at <= until ? [piece.text] : [])).join('')
  // The rest of the stream breaks with the process.
  reader.closed.catch(() => undefined)
  return { text: () => text(endsAt + ms), textBefore: (lostMs: number) => text(endsAt - lostMs) }
}
