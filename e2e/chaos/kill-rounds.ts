import type { LumosClient } from '../start/lumos-client.ts'
import { killLumos, type LumosProcess } from '../start/lumos-process.ts'
import { followAnswer, storedAnswer } from './follow-answer.ts'
import type { Restart } from './start-together.ts'

/** Two instances of one database. */
export type Pair = [LumosProcess, LumosProcess]

interface KillOptions {
  pair: Pair
  restart: Restart
  client: LumosClient
  /** Its answers go on when an instance dies, and consist of the tokens. */
  agentId: string
  tokens: string[]
  streams: number
  /** From 0 to 1. */
  random(): number
}

/** What became of the answers of a killed instance. */
export interface KillResult {
  /** Characters that a reader or the database lacks, or has too many, by the provider's answer. */
  wrongCharacters: number
  /** Each reader's longest wait for the next token. */
  gapsMs: number[]
  pair: Pair
}

/** The answer is killed before this share of its tokens. */
const latestKill = 0.8

/**
 * Kills one of two instances at a random token of the answers that it gives. Half of them are read
 * on the other instance from the beginning; the readers of the other half go there when their
 * connection breaks.
 */
export async function killOne(options: KillOptions): Promise<KillResult> {
  const { client, agentId, tokens, streams, random } = options
  const [victim, survivor] = random() < 0.5 ? options.pair : options.pair.toReversed()
  if (!victim || !survivor) throw new Error('Two instances are needed.')
  const there = client.at(survivor.url)
  const chatIds = Array.from({ length: streams }, () => crypto.randomUUID())
  const readers = chatIds.map((chatId, index) => {
    const asked = ask(client.at(victim.url), chatId, agentId)
    const first = index % 2 === 0 ? asked : readElsewhere(asked, there, chatId)
    return followAnswer({ chatId, first, elsewhere: there })
  })
  await Promise.all(readers.map(({ reached }) => reached(tokens[0] ?? '')))
  const last = tokens[Math.floor(random() * tokens.length * latestKill)] ?? ''
  await readers[Math.floor(random() * streams)]?.reached(last)
  await killLumos(victim)
  // It takes its own answers back when it is started at once.
  const isQuick = random() < 0.5
  const early = isQuick ? options.restart(victim) : undefined
  early?.catch(() => undefined)
  const read = await Promise.all(readers.map(({ done }) => done))
  const stored = await Promise.all(chatIds.map((chatId) => storedAnswer(there, chatId)))
  const whole = tokens.join(' ')
  const texts = [...read, ...stored].map(({ text }) => text)
  return {
    wrongCharacters: texts.reduce((sum, text) => sum + countWrong(text, whole), 0),
    gapsMs: read.map(({ longestGapMs }) => longestGapMs),
    pair: [await (early ?? options.restart(victim)), survivor],
  }
}

async function ask(client: LumosClient, chatId: string, agentId: string): Promise<Response> {
  const parts = [{ type: 'text', text: 'Hello' }]
  const message = { id: crypto.randomUUID(), role: 'user', parts }
  const response = await client.send('POST', '/api/chat', { id: chatId, agentId, message })
  if (!response.ok) throw new Error(`Asking: ${response.status} ${await response.text()}`)
  return response
}

/** Who asked leaves; another page of the same user reads on another instance. */
async function readElsewhere(asked: Promise<Response>, elsewhere: LumosClient, chatId: string) {
  const response = await asked
  const reading = await elsewhere.send('GET', `/api/chat/${chatId}/stream`)
  await response.body?.cancel()
  return reading
}

function countWrong(text: string, whole: string): number {
  let same = 0
  while (same < text.length && text[same] === whole[same]) same += 1
  return Math.max(text.length, whole.length) - same
}
