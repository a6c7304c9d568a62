import type { z } from 'zod'
import { memoryImportSchema } from '#lib/contracts/memory/memory.ts'

export type ImportItem = z.infer<typeof memoryImportSchema>['items'][number]

/** The API's limits per request: items, and bytes at up to three bytes per character. */
const mostAtOnce = 10_000
const mostCharacters = 1_000_000
/** Estimated JSON overhead per item. */
const charactersPerItem = 300

/**
 * Reads an exported file, or a plain list of texts.
 * @returns the memories, or the position (from 1) of the first invalid item; 0 when the file
 * contains no such list
 */
export function readImportFile(text: string): { items: ImportItem[] } | { badItem: number } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { badItem: 0 }
  }
  const list = Array.isArray(json) ? json : (json as { items?: unknown } | null)?.items
  if (!Array.isArray(list)) return { badItem: 0 }
  const entries = list.map((item: unknown) => (typeof item === 'string' ? { text: item } : item))
  const items: ImportItem[] = []
  for (let from = 0; from < entries.length; from += mostAtOnce) {
    const batch = memoryImportSchema.safeParse({ items: entries.slice(from, from + mostAtOnce) })
    if (!batch.success) return { badItem: from + Number(batch.error.issues[0]?.path[1] ?? 0) + 1 }
    items.push(...batch.data.items)
  }
  return { items }
}

/**
 * Splits the list into batches for the progress bar. Consecutive items of one source stay together,
 * because the API numbers them within one request.
 */
export function importBatches(items: ImportItem[], size: number): ImportItem[][] {
  const batches: ImportItem[][] = []
  let batch: ImportItem[] = []
  let characters = 0
  for (const item of items) {
    characters += item.text.length + charactersPerItem
    const isNeighbour = item.sourceId !== undefined && item.sourceId === batch.at(-1)?.sourceId
    const isFull = batch.length >= size && !isNeighbour
    if (isFull || batch.length >= mostAtOnce || (characters > mostCharacters && batch.length > 0)) {
      batches.push(batch)
      batch = []
      characters = item.text.length + charactersPerItem
    }
    batch.push(item)
  }
  return batch.length > 0 ? [...batches, batch] : batches
}
