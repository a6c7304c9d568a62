import type { HighlightOptions } from '@streamdown/code'
import { LRUCache } from 'lru-cache'
import type { HighlightRequest, HighlightResponse, TokenLine } from './highlight-worker.ts'

const cached = new LRUCache<string, TokenLine[]>({ max: 300 })
const waiting = new Map<number, (lines: TokenLine[]) => void>()
let worker: Worker | undefined
let lastId = 0

/** The highlighted lines of code, if they are cached. */
export function findHighlighted(language: string, code: string): TokenLine[] | undefined {
  return cached.get(`${language}\n${code}`)
}

/**
 * Highlights code in a worker.
 * @param isGrowing whether the code still streams; intermediate results are not cached
 * @returns a function that cancels the request
 */
export function highlight(
  language: string,
  code: string,
  isGrowing: boolean,
  onLines: (lines: TokenLine[]) => void,
): () => void {
  lastId += 1
  const id = lastId
  waiting.set(id, (lines) => {
    if (!isGrowing) cached.set(`${language}\n${code}`, lines)
    onLines(lines)
  })
  worker ??= startWorker()
  const options = { code, language, isIncomplete: isGrowing } as Pick<
    HighlightOptions,
    'code' | 'language' | 'isIncomplete'
  >
  worker.postMessage({ id, options } satisfies HighlightRequest)
  return () => waiting.delete(id)
}

function startWorker(): Worker {
  const started = new Worker(new URL('./highlight-worker.ts', import.meta.url), { type: 'module' })
  started.onmessage = ({ data }: MessageEvent<HighlightResponse>) => {
    waiting.get(data.id)?.(data.lines)
    waiting.delete(data.id)
  }
  return started
}
