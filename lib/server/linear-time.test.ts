import { expect, test } from 'vitest'
import { hostilePieces, serverTextFunctions } from '../../bench/text/functions.ts'
import { cpuMsOf, paragraphs, repeated } from '../../bench/text/measure.ts'

const usualSize = 2_500
/** A whole parser: its hostile texts are slow when they are short already. */
const sizes: Record<string, number> = { toHtmlPage: 800 }

/** Both as one paragraph, which ends otherwise than it goes on, and as many. */
const shapes: ((piece: string, length: number) => string)[] = [
  repeated,
  (piece, length) => `${repeated(piece, length)}x`,
  paragraphs,
]

test.each(Object.entries(serverTextFunctions))(
  '%s takes time in proportion to its text',
  async (name, work) => {
    const size = sizes[name] ?? usualSize
    for (const piece of hostilePieces) {
      for (const build of shapes) {
        const [once, eightfold] = [build(piece, size), build(piece, 8 * size)]
        const large = await cpuMsOf(() => work(eightfold))
        // So little is not slow, whatever its growth.
        if (large < 25) continue
        // Linear is 8, quadratic 64. Some systems count CPU in steps of several milliseconds.
        const small = Math.max(1, await cpuMsOf(() => work(once)))
        expect(large, JSON.stringify(piece)).toBeLessThan(40 * small)
      }
    }
  },
)

test('many code fences and backticks are no more than a function takes as arguments', () => {
  const { 'import of Claude': readClaude } = serverTextFunctions
  const text = '` '.repeat(250_000)
  expect(readClaude?.(text)).toBeTruthy()
})
