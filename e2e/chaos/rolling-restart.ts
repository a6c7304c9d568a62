import { setTimeout as sleep } from 'node:timers/promises'
import type { LumosClient } from '../start/lumos-client.ts'
import { startNginx } from '../start/nginx.ts'
import { framesOf } from './follow-answer.ts'
import type { Pair } from './kill-rounds.ts'
import { endLumos, type Restart } from './start-together.ts'

interface RollOptions {
  pair: Pair
  restart: Restart
  client: LumosClient
  agentId: string
  tokens: string[]
  /** Answers that are streamed at once. */
  streams: number
}

/** What became of the requests while one instance after the other was restarted. */
export interface RollResult {
  answered: number
  /** In words, without those of connections that the instances refused. */
  failures: string[]
  pair: Pair
}

const pauseMs = 50
/** Each in a connection of its own, which is kept open. */
const directReaders = 8

/**
 * Restarts two instances behind nginx, one after the other, while requests of all kinds come. Other
 * clients ask each of them directly, as long as it takes connections.
 */
export async function rollRestart(options: RollOptions): Promise<RollResult> {
  const [one, two] = options.pair
  const nginx = await startNginx([one.url, two.url])
  const client = options.client.at(nginx.url)
  const load = createLoad()
  const { streams, agentId, tokens } = options
  for (let stream = 0; stream < streams; stream += 1)
    load.repeat('answer', () => readAnswer(client, agentId, tokens))
  load.repeat('list', () => client.json('GET', '/api/agents'))
  load.repeat('change', () => client.json('PATCH', `/api/agents/${agentId}`, { name: 'Chaos' }))
  load.repeat('page', () => expectOk(client.send('GET', '/sign-in')))

  const direct: Promise<string>[] = []
  const restarted = async (lumos: Pair[0]) => {
    for (let reader = 0; reader < directReaders; reader += 1)
      direct.push(askUntilRefused(lumos.url))
    await endLumos(lumos)
    return options.restart(lumos)
  }
  const pair: Pair = [await restarted(one), await restarted(two)]
  const { answered, failures } = await load.end()
  await nginx.stop()
  const ends = await Promise.all(direct)
  const broken = ends.filter((end) => end !== 'ECONNREFUSED').map((end) => `direct: ${end}`)
  return { answered, failures: [...failures, ...broken], pair }
}

function createLoad() {
  const ending = new AbortController()
  const failures: string[] = []
  const repeating: Promise<void>[] = []
  let answered = 0
  const repeat = async (name: string, request: () => Promise<unknown>) => {
    while (!ending.signal.aborted) {
      await request().then(
        () => {
          answered += 1
        },
        (error: unknown) => failures.push(`${name}: ${explain(error)}`),
      )
      await sleep(pauseMs)
    }
  }
  return {
    repeat: (name: string, request: () => Promise<unknown>) =>
      repeating.push(repeat(name, request)),
    async end() {
      ending.abort()
      await Promise.all(repeating)
      return { answered, failures }
    },
  }
}

async function readAnswer(client: LumosClient, agentId: string, tokens: string[]): Promise<void> {
  const message = {
    id: crypto.randomUUID(),
    role: 'user',
    parts: [{ type: 'text', text: 'Hello' }],
  }
  const response = await client.send('POST', '/api/chat', {
    ...{ id: crypto.randomUUID(), agentId, message },
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  let text = ''
  let isFinished = false
  for await (const { type, delta } of framesOf(response)) {
    if (type === 'text-delta') text += delta
    if (type === 'finish') isFinished = true
  }
  if (!isFinished || text !== tokens.join(' '))
    throw new Error(`${text.length} characters, ${isFinished ? '' : 'not '}finished`)
}

async function expectOk(answer: Promise<Response>): Promise<void> {
  const response = await answer
  await response.text()
  if (!response.ok) throw new Error(String(response.status))
}

/** @returns the code of the error that ended it */
async function askUntilRefused(url: string): Promise<string> {
  for (;;) {
    try {
      await expectOk(fetch(`${url}/api/health`))
    } catch (error) {
      return explain(error)
    }
  }
}

function explain(error: unknown): string {
  const { cause, message } = error as Error
  return (cause as { code?: string } | undefined)?.code ?? message
}
