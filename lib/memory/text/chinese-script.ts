import { Converter } from 'opencc-js/t2cn'
import { processWide } from '#lib/process-wide.ts'
import { hanCharacter } from './patterns.ts'

const converter = () => processWide('to-simplified', () => Converter({ from: 't', to: 'cn' }))

/** Traditional characters as simplified ones, which all word lists here are written in. */
export function toSimplified(text: string): string {
  return hanCharacter.test(text) ? converter()(text) : text
}

/** Those that the rules add of themselves. */
const added: [string, string][] = [
  ['户', '戶'],
  ['为', '為'],
  ['称', '稱'],
]

/**
 * What was found in a simplified sentence, in the characters that its author used.
 * @param sentence as it was written
 */
export function asWritten(text: string, sentence: string): string {
  const [written, simplified] = [[...sentence], [...toSimplified(sentence)]]
  const isTraditional = written.length === simplified.length && written.join() !== simplified.join()
  if (!isTraditional) return text
  const characters = new Map(added)
  for (const [at, character] of simplified.entries())
    characters.set(character, written[at] ?? character)
  return [...text].map((character) => characters.get(character) ?? character).join('')
}
