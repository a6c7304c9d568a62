import type { ChatMessage } from '../chat-request.ts'
import { type Language, languageOf } from './language.ts'

/** The parts of a prompt. */
export interface ReadPrompt {
  /** The newest message of the user. */
  question: string
  language: Language
  /** Texts of the memories, from the system messages or next to the question. */
  memories: string[]
  /** Earlier messages of the user, oldest first. */
  earlier: string[]
  /** The assistant's latest answer before the question. */
  lastAnswer: string
  system: string
  /** Results of tools after the question, in order. */
  toolResults: { name: string; text: string }[]
}

export function readPrompt(messages: readonly ChatMessage[]): ReadPrompt {
  const asked = messages.findLastIndex(({ role }) => role === 'user')
  const asks = messages[asked]?.text ?? ''
  const question = withoutData(asks)
  const isSystem = ({ role }: ChatMessage) => role === 'system' || role === 'developer'
  const system = messages.filter(isSystem).map(({ text }) => text)
  return {
    question,
    language: languageOf(question),
    memories: [...system, asks].flatMap(memoriesIn),
    earlier: messages
      .slice(0, Math.max(0, asked))
      .filter(({ role }) => role === 'user')
      .map(({ text }) => withoutData(text)),
    lastAnswer:
      messages.slice(0, Math.max(0, asked)).findLast(({ role }) => role === 'assistant')?.text ??
      '',
    system: system.join('\n'),
    toolResults: toolResultsAfter(messages, asked),
  }
}

/** The user's words without data blocks; the text of a summary remains. */
function withoutData(text: string): string {
  return text
    .replaceAll(/(?:^|\n)[^\n]*\n<memories\b[^>]*>[\s\S]*?<\/memories>/g, '')
    .replaceAll(/(?:^|\n)[^\n]*\n<summary>\n([\s\S]*?)\n<\/summary>/g, (_, inner) =>
      unescapeMarkup(inner),
    )
    .trim()
}

/** Each `<memory>` of a `<memories>` block, or each line of a block without them. */
function memoriesIn(text: string): string[] {
  return [...text.matchAll(/<memories\b[^>]*>([\s\S]*?)<\/memories>/g)].flatMap(
    ([, block = '']) => {
      const tagged = [...block.matchAll(/<memory\b[^>]*>([\s\S]*?)<\/memory>/g)]
      const texts = tagged.length > 0 ? tagged.map(([, inner = '']) => inner) : block.split('\n')
      return texts
        .map((line) => unescapeMarkup(line.replace(/^\s*(?:[-*•]|\d+\.)\s+/, '').trim()))
        .filter(Boolean)
    },
  )
}

function unescapeMarkup(text: string): string {
  const marks: Record<string, string> = {
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    '#39': "'",
    amp: '&',
  }
  return text.replaceAll(
    /&(lt|gt|quot|apos|#39|amp);/g,
    (whole, name: string) => marks[name] ?? whole,
  )
}

function toolResultsAfter(messages: readonly ChatMessage[], asked: number) {
  const calls = new Map(messages.flatMap(({ toolCalls }) => toolCalls.map((c) => [c.id, c.name])))
  return messages
    .slice(asked + 1)
    .filter(({ role }) => role === 'tool')
    .map(({ toolCallId, text }) => ({ name: calls.get(toolCallId ?? '') ?? 'tool', text }))
}
