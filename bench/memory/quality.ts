import type { Database } from '#lib/db/database.ts'
import { createMemory } from '#lib/memory/create-memory.ts'
import type { Embedder } from '#lib/memory/meaning/embedder.ts'
import type { Services } from '#lib/server/services.ts'
import { folded } from '../report.ts'
import { bm25, mostRecent, type Retriever, textSearch } from './baselines.ts'
import type { Conversation, ConversationSet, Question } from './conversations.ts'

const cutoffs = [3, 5, 10, 20]

export interface Result {
  category: string
  isAdversarial: boolean
  /** At each cut-off. */
  recall: number[]
}

/**
 * Recall of Lumos and of three baselines in one set, for each category of questions.
 * @param embedder to measure recall by meaning too
 */
export async function measureQuality(
  services: Services,
  { name: set, conversations }: ConversationSet,
  embedder: Embedder | null,
): Promise<string> {
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
  const part = (isPart: (result: Result) => boolean) =>
    all.map(([name, results]): [string, Result[]] => [name, results.filter(isPart)])
  const headline = part(({ isAdversarial }) => !isAdversarial)
  const categories = [...new Set((all[0]?.[1] ?? []).map(({ category }) => category))].sort()
  const tables = categories.map((name) =>
    table(
      name,
      part(({ category }) => category === name),
    ),
  )
  return [table(set, headline), folded(`${set}: each category`, tables.join('\n\n'))].join('\n\n')
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

export function judge({ category, isAdversarial, evidence }: Question, found: string[]): Result {
  const recall = cutoffs.map((cutoff) => {
    const first = new Set(found.slice(0, cutoff))
    return evidence.filter((id) => first.has(id)).length / evidence.length
  })
  return { category, isAdversarial, recall }
}

/** In percent. @param cutoff 3, 5, 10 or 20 */
export function meanRecall(results: Result[], cutoff: number): string {
  const at = cutoffs.indexOf(cutoff)
  const sum = results.reduce((total, { recall }) => total + (recall[at] ?? 0), 0)
  return ((100 * sum) / results.length).toFixed(1)
}

function table(title: string, rows: [string, Result[]][]): string {
  const lines = [
    `| ${title}, ${rows[0]?.[1].length} questions | ${cutoffs.map((k) => `R@${k}`).join(' | ')} |`,
    `|---|${cutoffs.map(() => '---:').join('|')}|`,
  ]
  for (const [name, results] of rows) {
    const recalls = cutoffs.map((cutoff) => meanRecall(results, cutoff))
    lines.push(`| ${name} | ${recalls.join(' | ')} |`)
  }
  return lines.join('\n')
}
