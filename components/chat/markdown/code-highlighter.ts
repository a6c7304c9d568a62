import type { CodeHighlighterPlugin, HighlightResult } from '@streamdown/code'
import { LRUCache } from 'lru-cache'
import type { HighlightRequest } from './highlight-worker.ts'

const themes: ReturnType<CodeHighlighterPlugin['getThemes']> = [
  'github-light-high-contrast',
  'github-dark',
]

/** Colours code off the main thread. */
export function createCodeHighlighter(): CodeHighlighterPlugin {
  const results = new LRUCache<string, HighlightResult>({ max: 300 })
  const waiting = new Map<number, (result: HighlightResult) => void>()
  let worker: Worker | undefined
  let lastId = 0

  const ask = (request: HighlightRequest) => {
    if (!worker) {
      worker = new Worker(new URL('./highlight-worker.ts', import.meta.url), { type: 'module' })
      worker.onmessage = ({ data }: MessageEvent<{ id: number; result: HighlightResult }>) => {
        waiting.get(data.id)?.(data.result)
        waiting.delete(data.id)
      }
    }
    worker.postMessage(request)
  }

  return {
    name: 'shiki',
    type: 'code-highlighter',
    // The worker leaves what it does not know as it is.
    supportsLanguage: () => true,
    getSupportedLanguages: () => [],
    getThemes: () => themes,
    highlight(options, callback) {
      const key = `${options.language}\n${options.code}`
      const result = results.get(key)
      if (result) return result
      lastId += 1
      waiting.set(lastId, (coloured) => {
        if (!options.isIncomplete) results.set(key, coloured)
        callback?.(coloured)
      })
      ask({ id: lastId, options })
      return null
    },
  }
}
