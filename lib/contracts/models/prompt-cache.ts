import { z } from 'zod'

/**
 * Why a prompt does not begin as the turn before did: another model answered (each provider has a
 * cache of its own), the instructions or tools changed, a summary took the place of older messages,
 * older messages were cut off, or an earlier message changed (a memory or a file was deleted).
 */
export const cacheBreaks = [
  'model',
  'instructions',
  'tools',
  'summary',
  'cut',
  'earlier-messages',
] as const
export type CacheBreak = (typeof cacheBreaks)[number]

/** A prompt compared with that of the turn before in the same chat. */
export const promptCacheSchema = z.object({
  /** Tokens that both begin with, which the provider may have cached; by Lumos's estimate. */
  sameTokens: z.number(),
  /** Absent if this prompt begins with the whole one of the turn before. */
  brokenBy: z.enum(cacheBreaks).optional(),
})
export type PromptCache = z.infer<typeof promptCacheSchema>

/** Hashes of a prompt, with which the next turn's prompt is compared. No content. */
export interface PromptPrint {
  instructions: string
  tools: string
  /** The last message that the summary at the beginning stands for; null without one. */
  summary: string | null
  /** The first message behind instructions and summary. */
  from: string
  /** Of the text of all messages up to the question with its memories. */
  messages: string
  /** Its length in UTF-16 units. */
  chars: number
  /** By Lumos's estimate. */
  tokens: number
  instructionTokens: number
}
