import type { AnswerOutput } from './answer-output.ts'
import { markPattern } from './marks.ts'

type HarmonyOutput = Pick<AnswerOutput, 'say' | 'think' | 'toolCall' | 'hasText'>

const bounds = ['<|start|>', '<|channel|>', '<|message|>', '<|end|>', '<|return|>', '<|call|>']
const longestBound = 11

/**
 * Reads the channels of gpt-oss for servers that do not parse them: `analysis` is reasoning,
 * `final` and a `commentary` without a recipient are the answer, a message to `functions.NAME` is a
 * tool call.
 * Format: OpenAI's Harmony, https://github.com/openai/harmony/blob/main/docs/format.md
 */
export function createHarmonyReader(output: HarmonyOutput) {
  const bound = markPattern(bounds, 'gi')
  let held = ''
  let header = ''
  let isContent = false
  let isNew = true
  let thoughts = 0
  let call = ''

  const recipient = () => /to=(?:functions\.)?([\w.-]+)/.exec(header)?.[1]
  const channel = () => /(analysis|commentary|final)/.exec(header)?.[1] ?? 'final'
  const add = (piece: string) => {
    if (piece === '') return
    if (!isContent) {
      header += piece.length < 1_000 ? piece : ''
      return
    }
    if (recipient() !== undefined) call += piece
    else if (channel() === 'analysis') {
      output.think(isNew && thoughts > 1 ? `\n\n${piece}` : piece)
    } else output.say(isNew && output.hasText ? `\n\n${piece}` : piece)
    isNew = false
  }
  const endMessage = () => {
    const name = recipient()
    if (isContent && name !== undefined && call.trim() !== '') {
      output.toolCall(`${name}[ARGS]${call}`, call)
    }
    call = ''
    header = ''
    isContent = false
  }
  const readBound = (found: string) => {
    if (found === '<|message|>') {
      isContent = true
      isNew = true
      if (channel() === 'analysis') thoughts += 1
    } else if (found === '<|channel|>' && !isContent) header += ' '
    else endMessage()
  }

  return {
    read(text: string, isEnd: boolean) {
      held += text
      let at = 0
      for (;;) {
        bound.lastIndex = at
        const match = bound.exec(held)
        if (!match) break
        add(held.slice(at, match.index))
        at = match.index + match[0].length
        readBound(match[0].toLowerCase())
      }
      const tail = held.lastIndexOf('<')
      const isPartial = !isEnd && tail >= at && held.length - tail < longestBound
      const upTo = isPartial ? tail : held.length
      add(held.slice(at, upTo))
      held = held.slice(upTo)
      if (isEnd) endMessage()
    },
  }
}
