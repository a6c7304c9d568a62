import { LRUCache } from 'lru-cache'
import { buildMemoryIndex, type MemoryIndex } from '#lib/memory/search/memory-index.ts'
import { searchableText } from '#lib/memory/text/tokenise.ts'
import { processWide } from '#lib/process-wide.ts'

/** A document of the conversation, as far as the prompt needs it. */
export interface PromptDocument {
  id: string
  name: string
  /** Empty when its text could not be read. */
  pages: string[]
}

/** A piece of a page. */
interface Passage {
  /** Counted from 1. */
  page: number
  text: string
}

/** A document's passages, found by the words of a question. */
export interface PassageIndex {
  passages: Passage[]
  index: MemoryIndex
}

const passageChars = 1_200
const mostHits = 60
const mostIndexes = 30

/** A file never changes, so its index holds as long as there is room. */
const indexes = () =>
  processWide('passage-indexes', () => new LRUCache<string, PassageIndex>({ max: mostIndexes }))

/** Builds the index of a document, or takes the one built before; gives the event loop back. */
export async function indexPassages({ id, pages }: PromptDocument): Promise<PassageIndex> {
  const known = indexes().get(id)
  if (known) return known
  const passages = pages.flatMap((page, at) =>
    split(page).map((text): Passage => ({ page: at + 1, text })),
  )
  const index = await buildMemoryIndex(asMemories(passages))
  const built = { passages, index }
  indexes().set(id, built)
  return built
}

/** The passages that fit a question, best first; those of the beginning when none has its words. */
export function findPassages({ passages, index }: PassageIndex, question: string): Passage[] {
  const hits = index.search(question, { limit: mostHits, now: Date.now() })
  if (hits.length === 0) return passages.slice(0, mostHits)
  return hits.flatMap(({ memory }) => passages[Number(memory.id)] ?? [])
}

function* asMemories(passages: Passage[]) {
  for (const [at, { text }] of passages.entries()) {
    yield {
      ...{ id: String(at), text, agentId: null, searchText: searchableText(text), sourceId: null },
      ...{ importance: 0, useCount: 0, createdAt: 0, endedAt: null, vector: null },
    }
  }
}

/** Pieces that end at a line or a sentence where there is one. */
function split(page: string): string[] {
  const pieces: string[] = []
  for (let at = 0; at < page.length; ) {
    const rest = page.slice(at, at + passageChars)
    const isLast = at + passageChars >= page.length
    const border = Math.max(rest.lastIndexOf('\n'), rest.lastIndexOf('. '), rest.lastIndexOf('。'))
    const length = isLast || border < passageChars / 2 ? rest.length : border + 1
    const piece = page.slice(at, at + length).trim()
    if (piece) pieces.push(piece.toWellFormed())
    at += length
  }
  return pieces
}
