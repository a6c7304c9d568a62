import { hash } from 'node:crypto'
import { estimateTokens } from '#lib/contracts/models/estimate-tokens.ts'
import type { CacheBreak, PromptCache, PromptPrint } from '#lib/contracts/models/prompt-cache.ts'
import type { PromptMessage, ToolDefinition } from '#lib/providers/model-port.ts'

/** The part of a prompt that the next turn's prompt begins with. */
export interface KeptPrompt {
  instructions: string
  tools: ToolDefinition[]
  summary: PromptPrint['summary']
  from: PromptPrint['from']
  /** Up to the question with its memories. */
  messages: Pick<PromptMessage, 'role' | 'content'>[]
  tokens: number
}

/** What is known of the chat's last answer. */
export interface EarlierPrompt {
  print: PromptPrint
  /** The model that answered. */
  model: string | null
}

/** A prompt's hashes, and its comparison with the turn before. Computed when first asked for. */
export interface PromptRecord {
  print(): PromptPrint
  /**
   * @param model the one that answered
   * @returns undefined in the first turn of a chat
   */
  compare(model: string): PromptCache | undefined
}

export function createPromptRecord(prompt: KeptPrompt, before: EarlierPrompt | null): PromptRecord {
  let computed: { text: string; print: PromptPrint } | undefined
  const compute = () => {
    computed ??= printOf(prompt)
    return computed
  }
  return {
    print: () => compute().print,
    compare(model) {
      if (!before) return undefined
      const { text, print } = compute()
      const brokenBy = breakOf(before, print, text, model)
      if (!brokenBy) return { sameTokens: before.print.tokens }
      const keepsInstructions = !['model', 'instructions', 'tools'].includes(brokenBy)
      return { sameTokens: keepsInstructions ? print.instructionTokens : 0, brokenBy }
    },
  }
}

function printOf({ instructions, tools, messages, ...kept }: KeptPrompt) {
  // A question whose answer failed is merged with the next one, and stays a beginning of it.
  const text = messages.map(({ role, content }) => `${role}\n${content}`).join('\0')
  const print: PromptPrint = {
    instructions: hashOf(instructions),
    tools: hashOf(JSON.stringify(tools)),
    ...kept,
    messages: hashOf(text),
    chars: text.length,
    instructionTokens: estimateTokens(instructions),
  }
  return { text, print }
}

function breakOf(
  { print: before, model: earlierModel }: EarlierPrompt,
  now: PromptPrint,
  text: string,
  model: string,
): CacheBreak | undefined {
  if (earlierModel !== null && earlierModel !== model) return 'model'
  if (before.tools !== now.tools) return 'tools'
  if (before.instructions !== now.instructions) return 'instructions'
  if (before.summary !== now.summary) return 'summary'
  if (before.from !== now.from) return 'cut'
  if (hashOf(text.slice(0, before.chars)) !== before.messages) return 'earlier-messages'
  return undefined
}

function hashOf(text: string): string {
  return hash('sha1', text, 'base64url').slice(0, 12)
}
