import { isEverydayWriting, isTransformation } from './signals.ts'

/**
 * The text of the task itself: without quotes, pasted code, long paragraphs, text behind a colon,
 * and everything below “put this into French” or above “翻译成英文”.
 */
export function askOf(text: string): string {
  const words = withoutCode(withoutCourtesy(text))
    .replaceAll(/["“「『][^"“”「」『』]+["”」』]/g, ' QUOTE ')
    .replaceAll(/'[^']{3,40}'(?=[ .?,!]|$)/g, ' QUOTE ')
  const transformation = transformationOf(words)
  if (transformation) return transformation
  const note = noteOf(words)
  if (note) return note
  const [first = '', ...others] = words.split(/\n\s*\n/).filter((part) => part.trim())
  const short = [beforeColon(first), ...others].filter(isShort)
  return short.length > 0 ? short.join('\n') : words
}

/** The line that states what to do with the text around it, if there is one. */
function transformationOf(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.trim())
  if (lines.length < 2) return
  const [first = '', last = ''] = [lines[0], lines.at(-1)]
  const isTask = (line: string) => isShort(line) && isTransformation(line)
  if (isTask(first)) return beforeColon(first)
  if (last.length < text.length / 4 && isTask(last)) return last
}

/**
 * The sentence that asks for an invitation, a notice or the like, among sentences that describe it.
 */
function noteOf(text: string): string | undefined {
  if (lengthOf(text) < longStory) return
  const notes = text.split(/(?<=[.!?。！？\n])\s*/).filter(isEverydayWriting)
  return notes.length === 1 ? notes[0] : undefined
}

const codeLine =
  /[;{}]$|^(def|class|for|if|elif|else|while|return|import|from|const|let|var)\b.*[:(=]|^\s{2,}[\w.]+ ?[=(]/

function withoutCode(text: string): string {
  return text
    .replaceAll(/```[\s\S]*?(```|$)/g, ' CODE ')
    .split('\n')
    .map((line) => (codeLine.test(line.trimEnd()) ? 'CODE' : line))
    .join('\n')
    .replaceAll(/CODE(\s+CODE\b)+/g, 'CODE')
}

/**
 * Removes courtesies such as “Hi! Could you please …, thanks”, which do not indicate difficulty.
 */
function withoutCourtesy(text: string): string {
  return text
    .trim()
    .replace(/^(hi|hey|hello|good (morning|evening|afternoon))( there)?[ ,.!]+(?=.{12})/i, '')
    .replace(/^(你好|您好|嗨|哈喽)[呀啊]?[ ,，.。!！]+(?=.{4})/, '')
    .replace(/^(can|could) (you|u) help me( with (this|something))?[?.:,]? (?=.{6})/i, '')
    .replace(/^(please |(can|could|would|will) (you|u) (please )?)(?=.{6})/i, '')
    .replace(/^(能|可以)?帮我?看(看|一下)吗?[?？，,：:]+/, '')
    .replace(/^(请问?|麻烦你?)[ ,，]*(?=.{4})/, '')
    .replace(/^(question|problem|task|问题|题目|任务)[:：]\s*(?=.{4})/i, '')
    .replace(
      /[ ,，.。!！?？]{1,3}(thanks|thank you|thx|please|pls|谢谢|多谢)( you| in advance| a lot)?[.。!！]*$/i,
      '',
    )
}

const longParagraph = 300
const shortestPayload = 12
const longStory = 180

function isShort(part: string): boolean {
  return part.length < longParagraph
}

/**
 * The task in “put this into French: …”; the whole text if only a word or two precede the colon.
 */
function beforeColon(text: string): string {
  const colon = text.search(/(?<!\d)[:：](?!\/)\s*\S/)
  if (colon < 0 || text.length - colon <= shortestPayload) return text
  const task = text.slice(0, colon + 1)
  return countOf(task, /[a-z']+/gi) >= 3 || hanOf(task) >= 5 ? task : text
}

export function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

export function hanOf(text: string): number {
  return countOf(text, /[㐀-鿿]/g)
}

/** The length in letters; a Chinese character counts as three. */
export function lengthOf(text: string): number {
  return text.length + 2 * hanOf(text)
}
