import type { AnswerSource } from '#lib/contracts/chat/agent-event.ts'
import { isRecord } from '#lib/contracts/is-record.ts'
import { cleanText } from '../failures/clean-text.ts'
import type { ModelEvent } from '../model-port.ts'

type Fields = Record<string, unknown>

/** Limit of sources and of images for one answer. */
const mostSources = 100
const mostImages = 8
const longestUrl = 2_000
const longestTitle = 300
/**
 * Longest stored image in characters. A larger one is replaced by a note, since images are stored
 * with the message.
 */
const longestImage = 2_000_000

/** Collects the cited pages, without duplicates, and the generated images. */
export function createSourceCollector() {
  const sources = new Map<string, AnswerSource>()
  const images = new Set<string>()
  let taken = 0
  let untaken: ModelEvent[] = []
  let seenCitations: unknown

  const add = (url: unknown, title?: unknown) => {
    const address = asWebAddress(url)
    if (!address || sources.size >= mostSources || sources.has(address)) return
    const words = typeof title === 'string' ? cleanText(title).trim().slice(0, longestTitle) : ''
    sources.set(address, { url: address, ...(words && words !== address && { title: words }) })
  }
  const addAll = (list: unknown) => {
    if (!Array.isArray(list)) return
    for (const item of list.slice(0, mostSources)) {
      if (typeof item === 'string') add(item)
      else if (isRecord(item)) addOne(item)
    }
  }
  const addOne = (item: Fields) => {
    // OpenAI nests the fields in `url_citation`; other vendors use that word as the item's type.
    const inner = isRecord(item.url_citation) ? item.url_citation : item
    add(inner.url ?? inner.link ?? inner.uri, inner.title ?? inner.site_name ?? inner.name)
  }
  const addImages = (list: unknown) => {
    if (!Array.isArray(list)) return
    for (const item of list) {
      const image = isRecord(item) ? (item.image_url ?? item.url) : item
      const url = isRecord(image) ? image.url : image
      if (typeof url === 'string' && images.size < mostImages && !images.has(url)) {
        images.add(url)
        const event = imageEvent(url)
        if (event) untaken.push(event)
      }
    }
  }

  return {
    add,
    /** Reads the fields of a delta, a message or a choice. */
    readSaid(said: Fields) {
      addAll(said.annotations)
      addImages(said.images)
      if (Array.isArray(said.executed_tools)) {
        for (const tool of said.executed_tools.filter(isRecord))
          if (isRecord(tool.search_results)) addAll(tool.search_results.results)
      }
    },
    /** Reads the fields beside the choices, which several vendors repeat in each chunk. */
    readChunk(chunk: Fields) {
      const { citations, search_results: results, web_search: web, references } = chunk
      const info = chunk.search_info ?? chunk.search_result
      const found = results ?? citations ?? web ?? references ?? info
      if (found === undefined || found === seenCitations) return
      seenCitations = found
      // Only the search results have titles; the numbers in the text refer to the citations.
      const titles = new Map<unknown, unknown>()
      if (Array.isArray(results))
        for (const { url, title } of results.filter(isRecord)) titles.set(url, title)
      if (Array.isArray(citations))
        for (const item of citations) {
          if (typeof item === 'string') add(item, titles.get(item))
          else if (isRecord(item)) addOne(item)
        }
      addAll(results)
      addAll(web)
      addAll(references)
      addAll(isRecord(info) ? info.search_results : info)
    },
    /** Events since the last call. */
    take(): ModelEvent[] {
      if (sources.size === taken && untaken.length === 0) return []
      const fresh = [...sources.values()].slice(taken)
      taken = sources.size
      const files = untaken
      untaken = []
      return [...fresh.map((source): ModelEvent => ({ type: 'source', source })), ...files]
    },
    hasImages: () => images.size > 0,
  }
}

function asWebAddress(url: unknown): string | undefined {
  if (typeof url !== 'string' || url.length > longestUrl) return undefined
  const parsed = URL.parse(url)
  return parsed && /^https?:$/.test(parsed.protocol) ? cleanText(url) : undefined
}

/** A data URL becomes a file, a web address a source; an image that is too large becomes a note. */
export function imageEvent(url: string): ModelEvent | undefined {
  const [, mediaType = ''] = /^data:(image\/(?:png|jpeg|webp|gif));base64,/.exec(url) ?? []
  if (mediaType && url.length <= longestImage) return { type: 'file', mediaType, url }
  const address = asWebAddress(url)
  if (address) return { type: 'source', source: { url: address, title: 'Generated image' } }
  return {
    type: 'text-delta',
    delta: '\n\n[The model made an image that is too large to be kept.]',
  }
}
