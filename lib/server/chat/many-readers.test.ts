import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as nextLoopTurn } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EventStream } from '../http/event-stream.ts'
import { nodeListener } from '../http/node-listener.ts'
import { route } from '../http/route.ts'
import { call } from '../testing.ts'
import { resumeRun } from './stop-run.ts'
import { cookie, services, setUpTurns } from './testing.ts'

setUpTurns()

let server: Server
let port: number

beforeAll(async () => {
  const read = route({ access: 'user' }, async ({ services, user, signal, request }) => {
    const chatId = new URL(request.url).searchParams.get('chat') ?? ''
    const events = await resumeRun(services, user.id, chatId, signal)
    return events && new EventStream(events)
  })
  server = createServer(nodeListener(read)).listen(0, '127.0.0.1', 2_000)
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Each test uses a chat of its own, so that a leftover run fails one test only. */
async function openRun() {
  const chatId = crypto.randomUUID()
  const { id: userId } = await services.database.prisma.user.findFirstOrThrow()
  const log = await services.runs.open({ chatId, userId, runId: crypto.randomUUID() })
  if (!log) throw new Error('The chat has a run.')
  return { log, chatId }
}

const readers = 100
/** Frames written for each reader that joins. */
const framesEach = 2
const frames = Array.from(
  { length: readers * framesEach },
  (_, at) => `data: ${at} ${'é🙂'.repeat(300)}\n\n`,
)
const whole = digest(frames)

function digest(pieces: (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest('hex')
}

async function join(chatId: string): Promise<IncomingMessage> {
  const path = `/?chat=${chatId}`
  const asked = request({ port, path, host: '127.0.0.1', agent: false, headers: { cookie } }).end()
  const [response] = await once(asked, 'response')
  return response
}

/** All frames but heartbeats: on a busy machine readers stay long enough to get some. */
async function readAll(response: IncomingMessage): Promise<string> {
  const hash = createHash('sha256')
  let rest = ''
  for await (const chunk of response.setEncoding('utf8')) {
    const read = `${rest}${chunk}`.split('\n\n')
    rest = read.pop() ?? ''
    for (const frame of read) if (!frame.startsWith(':')) hash.update(`${frame}\n\n`)
  }
  return hash.update(rest).digest('hex')
}

/** Assigns kinds to readers in the same order in every run. */
const kindOf = (reader: number) =>
  reader % 5 === 1 ? 'silent' : reader % 5 === 3 ? 'cut' : 'whole'

test('of a hundred readers who join at any time, leave or do not read, each gets every byte', async () => {
  const { log, chatId } = await openRun()
  const reading: Promise<string>[] = []
  const silent: IncomingMessage[] = []
  const joining: Promise<void>[] = []
  for (let reader = 0; reader < readers; reader += 1) {
    const kind = kindOf(reader)
    const joined = join(chatId).then((response) => {
      if (kind === 'whole') reading.push(readAll(response))
      else if (kind === 'silent') silent.push(response)
      else response.on('error', () => undefined).once('data', () => response.destroy())
    })
    joining.push(joined)
    for (const frame of frames.slice(reader * framesEach, (reader + 1) * framesEach))
      log.append(frame)
    if (reader % 20 === 0) await joined
    await nextLoopTurn()
  }
  await Promise.all(joining)
  log.close()
  expect(reading).toHaveLength(readers * 0.6)
  expect(new Set(await Promise.all(reading))).toEqual(new Set([whole]))
  // Readers that had paused until now lost nothing, and delayed nobody.
  expect(new Set(await Promise.all(silent.map(readAll)))).toEqual(new Set([whole]))
  expect(services.runs.size()).toBe(0)
})

test.each(['', '0', '-1', '1e400', 'NaN', '999999999999', `run-${crypto.randomUUID()}`, 'ü', '"'])(
  'a Last-Event-ID of "%s" changes nothing: a run is told from its beginning',
  async (id) => {
    const { log, chatId } = await openRun()
    log.append('data: one\n\n')
    log.flush()
    const headers = { 'last-event-id': encodeURI(id) }
    const response = await call('GET', `/api/chat/${chatId}/stream`, { cookie, headers })
    log.append('data: two\n\n')
    log.close()
    expect(await response.text()).toBe('data: one\n\ndata: two\n\n')
  },
)
