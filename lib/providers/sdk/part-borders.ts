import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'

type Kind = 'text' | 'reasoning'

/**
 * Inserts the separators between the parts of one answer, which becomes one text. The end of a part
 * is a paragraph break; parts that only carry citations continue the sentence.
 */
export function createPartBorders() {
  const last: Record<Kind, { id: string; end: string } | undefined> = {
    text: undefined,
    reasoning: undefined,
  }
  let hasOther = false
  let isCited = false

  return {
    /** Reads a part between texts. */
    read(part: LanguageModelV4StreamPart) {
      if (part.type === 'source') isCited = true
      else if (part.type === 'text-end') isCited ||= (part.citations?.length ?? 0) > 0
      else if (part.type === 'reasoning-delta' || /^tool-/.test(part.type)) hasOther = true
    },
    /** Separator to insert before this delta. */
    before(kind: Kind, id: string, delta: string): string {
      const before = last[kind]
      last[kind] = { id, end: delta.slice(-1) || (before?.end ?? '') }
      if (!before || before.id === id || delta === '') return ''
      const isText = kind === 'text'
      const isSentence = isText && !hasOther && (isCited || !/^[\p{Lu}\p{Lo}\d#>*\-|]/u.test(delta))
      const isApart = before.end === '\n' || delta.startsWith('\n')
      const isSpaced = /\s/.test(before.end) || /^\s/.test(delta)
      const isParagraph = !isApart && !isSentence && (hasOther || !isText || !isSpaced)
      if (isText) {
        hasOther = false
        isCited = false
      }
      return isParagraph ? '\n\n' : ''
    },
  }
}
