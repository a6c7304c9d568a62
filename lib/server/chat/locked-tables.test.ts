import type { PoolClient } from 'pg'
import { afterEach, expect, test } from 'vitest'
import {
  ask,
  createAgent,
  framesOf,
  readChat,
  services,
  setUpTurns,
  textOfFrames,
} from './testing.ts'

setUpTurns()

let holder: PoolClient | undefined
afterEach(() => unlock())

/** Keeps what the statement locks locked until `unlock`. */
async function hold(sql: string, values: string[] = []) {
  holder = await services.database.pool.connect()
  await holder.query('BEGIN')
  await holder.query(sql, values)
}

/** Blocks all reads and writes of the table until `unlock`. */
const lock = (table: string) => hold(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)

async function unlock() {
  await holder?.query('ROLLBACK')
  holder?.release()
  holder = undefined
}

const words = Array.from({ length: 20 }, (_, at) => `tok${at}`).join(' ')
const agentOf = () =>
  createAgent('sim:ttfb=5,gap=3,tokens=20', {
    answerCache: { enabled: true, ttlMinutes: 5 },
    tools: ['search-memories'],
  })

/** Tables that a turn is saved in, or refers to: its user and its agent. */
const essential = ['"User"', '"Agent"', '"Session"', '"Chat"', '"Message"', '"Turn"', '"TurnJob"']
const others = [
  '"Memory"',
  '"MemoryVector"',
  '"CachedAnswer"',
  '"Provider"',
  '"Model"',
  '"Setting"',
  '"ModelProbe"',
  '"LatencyRollup"',
  '"LatencyFix"',
  '"Instance"',
  'pgboss.job',
]

test.each([...essential, ...others])(
  'a lock of %s holds up no text after the first, and all is well when it goes',
  async (table) => {
    const agentId = await agentOf()
    const chatId = crypto.randomUUID()
    const response = await ask(chatId, agentId, `Remember that I play the cello in ${table}`)
    const stream = readText(response)
    await stream.until('tok3')
    await lock(table)
    await stream.until('tok19')
    await unlock()
    expect(textOfFrames(framesOf(await stream.rest()))).toBe(words)
    expect((await readChat(chatId)).messages[1]).toMatchObject({ status: 'complete' })
    const next = framesOf(await (await ask(chatId, agentId, 'And now?')).text())
    expect(textOfFrames(next)).toBe(words)
  },
)

test.each(others)(
  'a turn needs nothing of %s: it is answered and over while the lock holds',
  async (table) => {
    const agentId = await agentOf()
    const chatId = crypto.randomUUID()
    await (await ask(crypto.randomUUID(), agentId, `Hello ${table}`)).text()
    await lock(table)
    for (const text of [`Remember that I play the flute in ${table}`, 'And now?']) {
      const frames = framesOf(await (await ask(chatId, agentId, text)).text())
      expect(textOfFrames(frames)).toBe(words)
      expect(frames.at(-1)?.type).toBe('finish')
    }
  },
)

function readText(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const more = async () => {
    const { done, value } = (await reader?.read()) ?? { done: true }
    text += value ?? ''
    return !done
  }
  return {
    async until(wanted: string) {
      while (!text.includes(wanted)) if (!(await more())) throw new Error(`No ${wanted}: ${text}`)
    },
    async rest() {
      while (await more());
      return text
    },
  }
}

test('turns go on while the memories of many users wait for a locked table', async () => {
  const agentId = await agentOf()
  await (await ask(crypto.randomUUID(), agentId, 'Hello')).text()
  await lock('"Memory"')
  const recalls = Array.from({ length: 40 }, (_, user) =>
    services.memory.recall({
      userId: `user-${user}`,
      agentId,
      query: 'Where do I live?',
      limit: 5,
      budgetTokens: 500,
      deadlineMs: 20,
    }),
  )
  expect((await Promise.all(recalls)).every(({ late }) => late)).toBe(true)
  const frames = framesOf(await (await ask(crypto.randomUUID(), agentId, 'Hello again')).text())
  expect(textOfFrames(frames)).toBe(words)
})

test('a locked chat holds up nobody else’s turn', async () => {
  const agentId = await agentOf()
  const chatId = crypto.randomUUID()
  await (await ask(chatId, agentId, 'Hello')).text()
  await hold('SELECT * FROM "Chat" WHERE id = $1 FOR UPDATE', [chatId])
  const held = await ask(chatId, agentId, 'And now?')
  for (const text of ['Hello', 'Hello again']) {
    const frames = framesOf(await (await ask(crypto.randomUUID(), agentId, text)).text())
    expect(textOfFrames(frames)).toBe(words)
  }
  await unlock()
  expect(textOfFrames(framesOf(await held.text()))).toBe(words)
})
