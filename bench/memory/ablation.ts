import { buildMemoryIndex } from '#lib/memory/search/memory-index.ts'
import { defaultRanking, type Ranking } from '#lib/memory/search/ranking.ts'
import { searchableText } from '#lib/memory/text/tokenise.ts'
import { readConversations } from './conversations.ts'
import { adversarial, judge, type Result, table } from './quality.ts'

const none = [0, 0] as const
const { before, after, replying } = defaultRanking
const [nearest] = before
const plain: Ranking = {
  ...{ before: none, after: none, replying: 0, sourceWeight: 0, coverageWeight: 0 },
  ...{ timeGain: 1, askingLoss: 1, tieBreakerWeight: 0, meaningWeight: 0 },
}
/** Each adds one idea to those before. */
const steps: [string, Partial<Ranking>][] = [
  ['own words only (BM25, stems, irregular forms, words for the same)', {}],
  ['+ words of the memories beside it', { before, after, replying: nearest }],
  ['+ all words of a question, for its reply', { replying }],
  ['+ score of the whole source', { sourceWeight: defaultRanking.sourceWeight }],
  ['+ share of the question named', { coverageWeight: defaultRanking.coverageWeight }],
  ['+ a time for "when"', { timeGain: defaultRanking.timeGain }],
  ['+ less for what asks itself', { askingLoss: defaultRanking.askingLoss }],
  ['+ importance, use, age', { tieBreakerWeight: defaultRanking.tieBreakerWeight }],
]

/** What each idea of the ranking adds, in the order given, for the questions of categories 1 to 4. */
export async function measureAblation(path: string): Promise<string> {
  const conversations = await readConversations(path)
  const rows: [string, Result[]][] = []
  let ranking = plain
  for (const [name, part] of steps) {
    ranking = { ...ranking, ...part }
    const results: Result[] = []
    for (const { turns, questions } of conversations) {
      const index = await buildMemoryIndex(
        turns.map(({ id, text, session }) => ({
          ...{ id, text, sourceId: session, searchText: searchableText(text) },
          ...{ agentId: null, importance: 0.5, useCount: 0, createdAt: 0 },
          ...{ endedAt: null, vector: null },
        })),
        ranking,
      )
      for (const question of questions) {
        if (question.category === adversarial) continue
        const hits = index.search(question.text, { limit: 20, now: Date.now() })
        results.push(
          judge(
            question,
            hits.map(({ memory }) => memory.id),
          ),
        )
      }
    }
    rows.push([name, results])
  }
  return table(`what each idea adds, categories 1 to 4`, rows)
}
