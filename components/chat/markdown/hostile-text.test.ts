import { expect, it } from 'vitest'
import { closeHalfOpen } from './blocks/close-half-open.ts'
import { isDense } from './blocks/dense-text.ts'
import { languageOf } from './blocks/language-of.ts'
import { splitBlocks } from './blocks/split-blocks.ts'
import { toAnswerTree } from './syntax/answer-tree.ts'

const pieces = [
  ...[
    'a* ',
    '**a',
    '_a_ ',
    '[a',
    '[a](',
    '![a](',
    '$a ',
    '$$a ',
    '\\[ a ',
    '\\( a ',
    '`a ',
    '``a `',
  ],
  ...['<a ', '<b>', '<kbd>a</kbd>', '~~a ', '> ', '- ', '[^1] ', '|a', 'a@b.c ', '&amp', '"$" '],
  ...['**“x”**', '。**', '[1]', 'a\n', '\\begin{align}\n', '*_', '***a', 'x](', 'https://a.b/c，'],
  ...['$$x\n', '<details>\n', '| a |\n', '```\n', '[a]: b\n', '[^a]: b\n', '1. a\n', '](a "'],
]

function read(text: string) {
  languageOf(text)
  for (const block of splitBlocks(text).blocks) {
    if (isDense(block)) continue
    toAnswerTree(block)
    closeHalfOpen(block)
  }
}

function cpuMs(text: string): number {
  const start = process.cpuUsage()
  read(text)
  return process.cpuUsage(start).user / 1_000
}

/** One paragraph, and many paragraphs just below the limit of dense text. */
const shapes: [string, (piece: string, chars: number) => string][] = [
  ['one paragraph', (piece, chars) => piece.repeat(chars / piece.length)],
  [
    'many paragraphs',
    (piece, chars) => {
      const marks = piece.match(/[*_~[\]$`<!\\&@|\n]/g)?.length || 1
      const paragraph = `${piece.repeat(Math.max(1, Math.floor(250 / marks)))}\n\n`
      return paragraph.repeat(Math.ceil(chars / paragraph.length))
    },
  ],
]

it.each(shapes)(
  'eight times the text takes at most some eight times the work: %s',
  (_, build) => {
    for (const piece of pieces) read(build(piece, 500))
    for (const piece of pieces) {
      const once = cpuMs(build(piece, 1_500))
      // Quadratic work would be 64 times. Less than 50 ms is accepted in any case.
      expect(cpuMs(build(piece, 12_000)), piece).toBeLessThan(Math.max(50, once) * 24)
    }
  },
  60_000,
)
