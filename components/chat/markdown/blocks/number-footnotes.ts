import type { Footnote } from './split-blocks.ts'

const mark = /\[\^([^\]\s]{1,100})\](?!:)/g

/**
 * Footnotes in the order of their first marks in the text, which gives them their numbers. In a
 * streaming answer the definitions arrive last, so marks are numbered before their definitions
 * exist.
 */
export function numberFootnotes(
  text: string,
  footnotes: Footnote[],
  isStreaming: boolean,
): { labels: string[]; ordered: Footnote[] } {
  const defined = new Map(footnotes.map((footnote) => [footnote.label, footnote]))
  const labels = new Set<string>()
  for (const [, label = ''] of text.matchAll(mark)) {
    const written = label.toLowerCase()
    if (isStreaming || defined.has(written)) labels.add(written)
  }
  for (const label of defined.keys()) labels.add(label)
  const ordered = [...labels].flatMap((label) => defined.get(label) ?? [])
  return { labels: [...labels], ordered }
}
