import type { Database } from '#lib/db/database.ts'
import { createMemory } from '#lib/memory/create-memory.ts'
import type { Embedder } from '#lib/memory/meaning/embedder.ts'
import type { Services } from '#lib/server/services.ts'
import { folded } from '../report.ts'
import { bm25, mostRecent, type Retriever, textSearch } from './baselines.ts'
import { type Conversation, type Question, readConversations } from './conversations.ts'

const cutoffs = [3, 5, 10, 20]
/** Adversarial: reported, not in the headline. */
export const adversarial = 5

export interface Result {
  category: number
  recall: number[]
  hit: number[]
}

/**
 * Recall and hits of Lumos and of three baselines, for each category of questions.
 * @param embedder to measure recall by meaning too
 */
export async function measureQuality(
  services: Services,
  path: string,
  embedder: Embedder | null,
): Promise<string> {
  const conversations = await readConversations(path)
  const systems: [string, (conversation: Conversation) => Promise<Retriever>][] = [
    ['most recent', async ({ turns }) => mostRecent(turns)],
    ['ts_rank_cd', ({ turns }) => textSearch(services.database.pool, turns)],
    ['BM25', async ({ turns }) => bm25(turns)],
    ['Lumos', (conversation) => lumos(services.database, conversation, null)],
  ]
  if (embedder) {
    systems.push([
      `Lumos with ${embedder.model}`,
      (conversation) => lumos(services.database, conversation, embedder),
    ])
  }
  const all: [string, Result[]][] = []
  for (const [name, make] of systems) {
    const results: Result[] = []
    for (const conversation of conversations) {
      const retrieve = await make(conversation)
      for (const question of conversation.questions)
        results.push(judge(question, await retrieve(question.text, 20)))
    }
    all.push([name, results])
  }
  const headline = all.map(([name, results]): [string, Result[]] => [
    name,
    results.filter(({ category }) => category !== adversarial),
  ])
  const summary = table(`categories 1 to 4, ${headline[0]?.[1].length} questions`, headline)
  const tables: string[] = []
  for (const category of [1, 2, 3, 4, adversarial]) {
    const rows = all.map(([name, results]): [string, Result[]] => [
      name,
      results.filter((result) => result.category === category),
    ])
    tables.push(table(`category ${category}, ${rows[0]?.[1].length} questions`, rows))
  }
  tables.push(table(`all categories, ${all[0]?.[1].length} questions`, all))
  return [summary, folded('Each category', tables.join('\n\n'))].join('\n\n')
}

async function lumos(
  database: Database,
  { turns }: Conversation,
  embedder: Embedder | null,
): Promise<Retriever> {
  const memory = createMemory(database, {
    onError(error) {
      throw error
    },
    findEmbedder: () => embedder,
    onUnembedded: async () => undefined,
  })
  const userId = crypto.randomUUID()
  await database.prisma.user.create({
    data: { id: userId, name: 'Bench', email: `${userId}@lumos.test` },
  })
  await memory.importMemories(
    userId,
    turns.map(({ text, session }) => ({ text, sourceId: session })),
  )
  for (let isLeft = true; isLeft; ) isLeft = await memory.embedSome(userId)
  const idOf = new Map(turns.map(({ id, text }) => [text, id]))
  return async (query, limit) => {
    const { items: found } = await memory.search({ userId, query, limit })
    return found.map(({ text }) => idOf.get(text) ?? '')
  }
}

export function judge({ category, evidence }: Question, found: string[]): Result {
  const foundIn = (cutoff: number) => {
    const first = new Set(found.slice(0, cutoff))
    return evidence.filter((id) => first.has(id)).length / evidence.length
  }
  const recall = cutoffs.map(foundIn)
  return { category, recall, hit: recall.map((share) => (share > 0 ? 1 : 0)) }
}

export function table(title: string, rows: [string, Result[]][]): string {
  const lines = [
    `| ${title} | ${cutoffs.map((k) => `R@${k}`).join(' | ')} | hit@5 | hit@10 |`,
    `|---|${cutoffs.map(() => '---:').join('|')}|---:|---:|`,
  ]
  for (const [name, results] of rows) {
    const mean = (pick: (result: Result) => number | undefined) => {
      const sum = results.reduce((total, result) => total + (pick(result) ?? 0), 0)
      return ((100 * sum) / results.length).toFixed(1)
    }
    const recalls = cutoffs.map((_, at) => mean(({ recall }) => recall[at]))
    const hits = [1, 2].map((at) => mean(({ hit }) => hit[at]))
    lines.push(`| ${name} | ${[...recalls, ...hits].join(' | ')} |`)
  }
  return lines.join('\n')
}
