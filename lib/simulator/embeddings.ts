import { ApiError } from './api-error.ts'
import { isObject } from './chat-request.ts'

const embeddingDimensions = 256

export interface EmbeddingsRequest {
  model: string
  texts: string[]
  dimensions: number
  base64: boolean
}

/** @throws ApiError 400 */
export function parseEmbeddingsRequest(body: unknown): EmbeddingsRequest {
  if (!isObject(body) || typeof body.model !== 'string') {
    throw new ApiError(400, 'you must provide a model parameter', { param: 'model' })
  }
  const texts = typeof body.input === 'string' ? [body.input] : body.input
  if (!Array.isArray(texts) || texts.length === 0 || !texts.every((t) => typeof t === 'string')) {
    throw new ApiError(400, "'input' must be a string or an array of strings.", { param: 'input' })
  }
  const dimensions = body.dimensions ?? embeddingDimensions
  if (typeof dimensions !== 'number' || !(dimensions >= 8 && dimensions <= 4096)) {
    throw new ApiError(400, "'dimensions' must lie between 8 and 4096.", { param: 'dimensions' })
  }
  return { model: body.model, texts, dimensions, base64: body.encoding_format === 'base64' }
}

export function embeddingsBody({ model, texts, dimensions, base64 }: EmbeddingsRequest) {
  const tokens = texts.reduce((sum, text) => sum + featuresOf(text).length, 0)
  return {
    object: 'list',
    data: texts.map((text, index) => {
      const vector = embed(text, dimensions)
      const embedding = base64
        ? Buffer.from(vector.buffer).toString('base64')
        : Array.from(vector, (value) => Number(value.toFixed(6)))
      return { object: 'embedding', index, embedding }
    }),
    model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  }
}

/**
 * Vector of length 1. Texts that share word stems, or Chinese or Japanese characters, are close.
 */
export function embed(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions)
  for (const feature of featuresOf(text)) {
    const hash = hashOf(feature)
    const slot = hash % dimensions
    vector[slot] = (vector[slot] ?? 0) + (hash & 0x80000000 ? -1 : 1)
  }
  const length = Math.hypot(...vector)
  if (length === 0) vector[0] = 1
  return length === 0 ? vector : vector.map((value) => value / length)
}

const stopWords = new Set(
  'a an and are as at be by do does for from have i in is it me my of on or that the this to was what where who with you your'.split(
    ' ',
  ),
)

function featuresOf(text: string): string[] {
  const folded = text.normalize('NFKC').toLowerCase()
  const words = (folded.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) =>
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(word)
      ? bigramsOf(word)
      : stopWords.has(word)
        ? []
        : [stemOf(word)],
  )
  return words
}

function bigramsOf(word: string): string[] {
  const characters = [...word]
  if (characters.length === 1) return characters
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}

/** Strips common English endings: "lives", "living" and "lived" share "liv". */
export function stemOf(word: string): string {
  if (word.length <= 3) return word
  return word
    .replace(/(ations?|ingly|edly|ings?|ied|ies|ed|ly|es|s)$/, (ending, _group, at: number) =>
      at < 3 ? ending : '',
    )
    .replace(/(.)\1$/, '$1')
    .replace(/[ey]$/, '')
}

/** FNV-1a with a final mixing step. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
