import { setTimeout as sleep } from 'node:timers/promises'
import { percentile } from '../report.ts'
import type { LumosClient } from './lumos-client.ts'
import { startOneSlotProvider } from './one-slot-provider.ts'

const chats = 15
const workMs = 2_000
const firstTokenMs = 100
/** Time between the first answer and the next message. */
const readingMs = 1_000

/**
 * The second message of chats with a local model server that is still generating the title and
 * facts of the first.
 */
export async function measureGivingWay(lumos: LumosClient): Promise<string> {
  await lumos.send('PATCH', '/api/settings', { titleModel: null, memoryModel: null })
  const row = async (name: string, isOllama: boolean) => {
    const provider = await startOneSlotProvider({ isOllama, workMs, firstTokenMs })
    const { slug } = await lumos.create('/api/providers', { name, baseUrl: provider.url })
    const body = { name: 'At home', model: `${slug}/model` }
    const agent = await lumos.create('/api/agents', body)
    const waits: number[] = []
    for (let chat = 0; chat < chats; chat += 1) {
      const chatId = crypto.randomUUID()
      await lumos.ask(agent.id, `I keep ${chat + 2} bee hives.`, chatId)
      await sleep(readingMs)
      waits.push((await lumos.ask(agent.id, 'What is a queen?', chatId)).ttfbMs ?? Number.NaN)
      // Wait until the chat's title is written.
      await sleep(3 * workMs)
    }
    provider.close()
    const show = (share: number) => percentile(waits, share).toFixed(0)
    return `| ${name} | ${show(50)} / ${show(95)} |`
  }
  return [
    `| giving way, a server that answers one request at a time, first token ${firstTokenMs} ms, title and facts ${workMs / 1_000} s each (10 times faster than life) | TTFB of the second message p50 / p95 ms |`,
    '|---|---:|',
    await row('off: a server that is not known to be one', false),
    await row('on: an Ollama', true),
  ].join('\n')
}
