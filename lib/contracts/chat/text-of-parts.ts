import type { LumosMessage } from './chat.ts'

/** The visible text of a message: no reasoning, no tool calls. */
export function textOfParts(parts: LumosMessage['parts']): string {
  return parts
    .filter((part) => part.type === 'text')
    .map((part) => part.text)
    .join('\n')
}
