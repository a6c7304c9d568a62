import { expect, test } from 'vitest'
import { execute, withDatabase } from '#lib/db/testing.ts'
import {
  ask,
  createAgent,
  framesOf,
  readChat,
  readUntil,
  services,
  setUpTurns,
  textOfFrames,
} from './testing.ts'

// Job workers are expected to fail during the outage.
setUpTurns({ onJobsError: () => undefined })

/** Breaks every connection to the turns' database and refuses new ones until `comeBack`. */
async function endDatabase() {
  const { url } = services.database
  const name = new URL(url).pathname.slice(1)
  const admin = withDatabase(url, 'postgres')
  await execute(admin, `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
  const others = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`
  await execute(admin, others)
  return { comeBack: () => execute(admin, `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`) }
}

test('an answer that ends while the database is away is whole when it is back', async () => {
  const agentId = await createAgent('sim:ttfb=5,gap=5,tokens=100')
  const chatIds = Array.from({ length: 4 }, () => crypto.randomUUID())
  const answers = await Promise.all(chatIds.map((chatId) => ask(chatId, agentId, 'Hello')))
  const readers = await Promise.all(answers.map((answer) => readUntil(answer, 'tok5')))
  const database = await endDatabase()
  const texts = readers.map(() => '')
  const readOn = (isEnough: (text: string) => boolean) =>
    Promise.all(
      readers.map(async (reader, index) => {
        while (!isEnough(texts[index] ?? '')) {
          const { done, value } = await reader.read()
          if (done) return
          texts[index] += Buffer.from(value).toString()
        }
      }),
    )
  await readOn((text) => text.includes('tok99'))
  await database.comeBack()
  await readOn(() => false)
  for (const text of texts) expect(framesOf(text).at(-1)?.type).toBe('finish')
  for (const chatId of chatIds) {
    const answer = (await readChat(chatId)).messages[1]
    expect(answer?.status).toBe('complete')
    expect(JSON.stringify(answer?.parts)).toContain('tok98 tok99')
  }
  const next = framesOf(await (await ask(chatIds[0] ?? '', agentId, 'And now?')).text())
  expect(textOfFrames(next)).toContain('tok99')
})
