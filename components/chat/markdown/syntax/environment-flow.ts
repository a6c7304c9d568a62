import { factorySpace } from 'micromark-factory-space'
import { markdownLineEnding } from 'micromark-util-character'
import type { Code, Construct, State } from 'micromark-util-types'
import { asText } from './character-codes.ts'
import { nextLine } from './formula-flow.ts'

const beginning = /^\\begin\{(?:align|alignat|equation|gather|multline|CD)\*?\}/

/**
 * `\begin{align}…\end{align}` without delimiters. It ends with the line of its `\end`; with a blank
 * line before that it is text.
 */
export const environmentFlow: Construct = {
  name: 'environmentFlow',
  concrete: true,
  tokenize(effects, ok, nok) {
    let line = ''
    let closing = ''
    return start

    function start(code: Code): State | undefined {
      effects.enter('formulaFlow')
      return lineStart(code)
    }

    function lineStart(code: Code): State | undefined {
      if (code === null || markdownLineEnding(code)) return nok(code)
      effects.enter('formulaPart')
      return inside(code)
    }

    function inside(code: Code): State | undefined {
      if (code === null || markdownLineEnding(code)) return lineEnd(code)
      effects.consume(code)
      line += asText(code)
      return inside
    }

    function lineEnd(code: Code): State | undefined {
      effects.exit('formulaPart')
      if (closing === '') {
        const [found] = beginning.exec(line) ?? []
        if (!found) return nok(code)
        closing = found.replace('begin', 'end')
      }
      const isEnded = line.trimEnd().endsWith(closing)
      line = ''
      if (isEnded) return end(code)
      return effects.attempt(nextLine, factorySpace(effects, lineStart, 'linePrefix'), nok)(code)
    }

    function end(code: Code): State | undefined {
      effects.exit('formulaFlow')
      return ok(code)
    }
  },
}
