import { buildMemoryIndex } from '#lib/memory/search/memory-index.ts'
import { defaultRanking, type Ranking } from '#lib/memory/search/ranking.ts'
import { searchableText } from '#lib/memory/text/tokenise.ts'
import type { ConversationSet, Turn } from './conversations.ts'
import { judge, meanRecall, type Result } from './quality.ts'

const none = [0, 0] as const
const { before, after, replying, mostLent, sameSpeaker } = defaultRanking
const ownWords: Ranking = {
  ...defaultRanking,
  ...{ b: 0.75, before: none, after: none, replying: 0, mostLent: Number.POSITIVE_INFINITY },
  ...{
    sameSpeaker: 1,
    sourceWeight: 0,
    coverageWeight: 0,
    relatedWeight: 0,
    timeGain: 1,
    askingLoss: 1,
  },
  ...{ ignoresRequests: false, tieBreakerWeight: 0, meaningWeight: 0 },
}
/** Each adds one idea to those before. */
const steps: [string, Partial<Ranking>][] = [
  ['own words only (BM25, stems, irregular forms, words for the same)', {}],
  ['+ occurrences count by the length of the text (b 1)', { b: defaultRanking.b }],
  ['+ words of the memories beside it, all of them', { before, after, replying: before[0] }],
  ['+ … of a long one no more than of a short one', { mostLent }],
  ['+ … fewer where the same speaker goes on', { sameSpeaker }],
  ['+ all words of a question, for its reply', { replying }],
  ['+ score of the whole source', { sourceWeight: defaultRanking.sourceWeight }],
  ['+ share of the question named', { coverageWeight: defaultRanking.coverageWeight }],
  ['+ words that are related to a term', { relatedWeight: defaultRanking.relatedWeight }],
  ['+ a time for "when"', { timeGain: defaultRanking.timeGain }],
  ['+ less for what asks itself', { askingLoss: defaultRanking.askingLoss }],
  ['+ without "tell me", "can you list"', { ignoresRequests: true }],
]
/** Each takes one idea from all of them. */
const losses: [string, Partial<Ranking>][] = [
  ['all', {}],
  ['without the limit of what a long text lends', { mostLent: Number.POSITIVE_INFINITY }],
  ['without the difference between speakers', { sameSpeaker: 1 }],
  ['with cues that count as much in long texts', { cueLength: Number.POSITIVE_INFINITY }],
  ['without neighbours', { before: none, after: none, replying: 0 }],
]

/** Recall@10 of every set: what each idea of the ranking adds, and what its absence takes. */
export async function measureAblation(sets: ConversationSet[]): Promise<string> {
  const lines = [
    `| recall@10, % | ${sets.map(({ name }) => name).join(' | ')} |`,
    `|---|${sets.map(() => '---:').join('|')}|`,
  ]
  let ranking = ownWords
  for (const [name, part] of steps) {
    ranking = { ...ranking, ...part }
    lines.push(`| ${name} | ${(await recalls(sets, ranking)).join(' | ')} |`)
  }
  for (const [name, part] of losses) {
    const figures = await recalls(sets, { ...defaultRanking, ...part })
    lines.push(`| ${name} | ${figures.join(' | ')} |`)
  }
  return lines.join('\n')
}

async function recalls(sets: ConversationSet[], ranking: Ranking): Promise<string[]> {
  const figures: string[] = []
  for (const { conversations } of sets) {
    const results: Result[] = []
    for (const { turns, questions } of conversations) {
      const index = await buildMemoryIndex(turns.map(toIndexed), ranking)
      for (const question of questions) {
        if (question.isAdversarial) continue
        const hits = index.search(question.text, { limit: 20, now: Date.now() })
        const found = hits.map(({ memory }) => memory.id)
        results.push(judge(question, found))
      }
    }
    figures.push(meanRecall(results, 10))
  }
  return figures
}

function toIndexed({ id, text, session }: Turn) {
  return {
    ...{ id, text, sourceId: session, searchText: searchableText(text) },
    ...{ agentId: null, importance: 0.5, useCount: 0, createdAt: 0 },
    ...{ endedAt: null, vector: null },
  }
}
