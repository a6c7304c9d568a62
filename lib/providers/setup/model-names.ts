import { isRecord } from '#lib/contracts/is-record.ts'
import type { ProviderKind } from '#lib/contracts/models/provider.ts'
import { cleanText } from '../failures/clean-text.ts'
import { listedFeatures, type ModelFeatures } from './model-features.ts'

/** A model as its provider's list names and describes it. */
export interface ListedModel extends ModelFeatures {
  name: string
}

type Fields = Record<string, unknown>

/** Larger than any vendor's list. An id also contains the provider. */
const mostModels = 5_000
const longestName = 200
/** Line feeds and bidirectional controls, which would make a name look like another one. */
const misleading = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
const wrappings = ['data', 'models', 'result', 'results', 'items', 'list', 'response']

/**
 * Reads a list of models: OpenAI's `data`, the `models` of Ollama and Gemini,
 * Cloudflare's `result`, a list one level deeper, a map by id, or a bare list.
 * @returns undefined when the text is not a list of models
 */
export function readModelList(text: string, kind: ProviderKind): ListedModel[] | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  const list = listIn(json, 3)
  if (!list) return undefined
  const models = list
    .map((item) =>
      isRecord(item) ? { ...listedFeatures(item), name: nameOf(item) } : { name: item },
    )
    .filter(isNamed)
    // Gemini prefixes ids with `models/`; elsewhere the prefix is part of the name, such as a vLLM
    // path.
    .map((model) => ({
      ...model,
      name: cleanText(kind === 'google' ? model.name.replace(/^models\//, '') : model.name),
    }))
  // Entries without any name are not a list of models.
  if (list.length > 0 && models.length === 0) return undefined
  const byName = new Map(models.map((model) => [model.name, model]))
  byName.delete('')
  return [...byName.values()].slice(0, mostModels)
}

function isNamed<T extends { name: unknown }>(model: T): model is T & { name: string } {
  const { name } = model
  return typeof name === 'string' && name.length <= longestName && !misleading.test(name)
}

function listIn(json: unknown, depth: number): unknown[] | undefined {
  if (Array.isArray(json)) return json
  if (!isRecord(json) || depth === 0) return undefined
  for (const name of wrappings) {
    const list = listIn(json[name], depth - 1)
    if (list) return list
  }
  const wrapped = wrappings.map((name) => json[name]).find(isRecord)
  return mapAsList(wrapped ?? (depth < 3 ? json : undefined))
}

/** Converts a map of models by id to a list. */
function mapAsList(map: unknown): unknown[] | undefined {
  if (!isRecord(map)) return undefined
  const entries = Object.entries(map)
  const isMap = entries.length > 0 && entries.every(([, value]) => isRecord(value))
  return isMap ? entries.map(([id, value]) => ({ id, ...(value as Fields) })) : undefined
}

/** Cloudflare's `id` is an internal number; requests use its `name`. */
function nameOf({ id, name, model, model_name: modelName, slug }: Fields): unknown {
  const isCloudflare = typeof name === 'string' && name.startsWith('@')
  return isCloudflare ? name : (id ?? name ?? model ?? modelName ?? slug)
}

/** Token of a list's next page; undefined on the last page. */
export function nextPageOf(text: string): string | undefined {
  try {
    const json: unknown = JSON.parse(text)
    if (!isRecord(json)) return undefined
    if (typeof json.nextPageToken === 'string' && json.nextPageToken !== '')
      return `pageToken=${encodeURIComponent(json.nextPageToken)}`
    const { has_more: hasMore, last_id: lastId, data } = json
    const last: unknown = Array.isArray(data) ? data.at(-1) : undefined
    const after = lastId ?? (isRecord(last) ? last.id : undefined)
    return hasMore === true && typeof after === 'string'
      ? `after=${encodeURIComponent(after)}&after_id=${encodeURIComponent(after)}`
      : undefined
  } catch {
    return undefined
  }
}
