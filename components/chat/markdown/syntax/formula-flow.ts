import { factorySpace } from 'micromark-factory-space'
import { markdownLineEnding, markdownSpace } from 'micromark-util-character'
import type { Code, Construct, State } from 'micromark-util-types'
import { asText, backslash, dollar } from './character-codes.ts'
import { openingOf } from './formula-closing.ts'
import { createFormulaWriter } from './formula-writer.ts'

/** A line that continues the block. Lazy continuation lines of a container do not count. */
export const nextLine: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    return (code) => {
      if (code === null) return nok(code)
      effects.enter('formulaBreak')
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      effects.exit('formulaBreak')
      return (next) => (this.parser.lazy[this.now().line] ? nok(next) : ok(next))
    }
  },
}

/** The closing mark of a formula at the end of a line. */
function ending(closing: string): Construct {
  return {
    partial: true,
    tokenize(effects, ok, nok) {
      let matched = 0
      return mark

      function mark(code: Code): State | undefined {
        if (asText(code) !== closing[matched]) return nok(code)
        if (matched === 0) effects.enter('formulaMark')
        effects.consume(code)
        matched += 1
        return matched < closing.length ? mark : blanks
      }

      function blanks(code: Code): State | undefined {
        if (markdownSpace(code)) {
          effects.consume(code)
          return blanks
        }
        effects.exit('formulaMark')
        return code === null || markdownLineEnding(code) ? ok(code) : nok(code)
      }
    },
  }
}

/**
 * `$$…$$` and `\[…\]` that begin and end with a line. Dollars alone on their line open a fence.
 * Like a code fence it may contain blank lines and ends at the latest with its container. Any other
 * formula with a blank line or another opening mark in it is text.
 */
export const formulaFlow: Construct = {
  name: 'formulaFlow',
  concrete: true,
  tokenize(effects, ok, nok) {
    const context = this
    let closing: '$$' | '\\]' = '$$'
    let isFence = false
    const writer = createFormulaWriter(effects)
    return start

    function start(code: Code): State | undefined {
      effects.enter('formulaFlow')
      effects.enter('formulaMark')
      effects.consume(code)
      if (code === backslash) closing = '\\]'
      return openingEnd
    }

    function openingEnd(code: Code): State | undefined {
      if (asText(code) !== (closing === '$$' ? '$' : '[')) return nok(code)
      effects.consume(code)
      return afterOpening
    }

    function afterOpening(code: Code): State | undefined {
      if (closing === '$$' && code === dollar) return nok(code)
      effects.exit('formulaMark')
      return factorySpace(effects, firstLine, 'whitespace')(code)
    }

    function firstLine(code: Code): State | undefined {
      if (code !== null && !markdownLineEnding(code)) return inside(code)
      isFence = closing === '$$'
      if (isFence && context.interrupt) return ok(code)
      return lineEnd(code)
    }

    function lineEnd(code: Code): State | undefined {
      writer.endPart()
      return effects.attempt(nextLine, lineStart, unfinished)(code)
    }

    function lineStart(code: Code): State | undefined {
      return factorySpace(effects, afterIndent, 'linePrefix')(code)
    }

    function afterIndent(code: Code): State | undefined {
      if (code !== null && !markdownLineEnding(code)) return inside(code)
      return isFence ? lineEnd(code) : nok(code)
    }

    function inside(code: Code): State | undefined {
      if (code === null || markdownLineEnding(code)) return lineEnd(code)
      if (code === (closing === '$$' ? dollar : backslash)) {
        return effects.check(ending(closing), close, notClosed)(code)
      }
      return code === backslash ? takeEscape(code) : take(code)
    }

    function notClosed(code: Code): State | undefined {
      const other = closing === '$$' ? openingOf('$$') : openingOf('\\[')
      return isFence ? take(code) : effects.check(other, nok, takeEscape)(code)
    }

    function take(code: Code): State {
      writer.take(code)
      return inside
    }

    /** A backslash with the character that it escapes, as in `\$` or `\\`. */
    function takeEscape(code: Code): State {
      writer.take(code)
      return code === backslash ? escaped : inside
    }

    function escaped(code: Code): State | undefined {
      return code === null || markdownLineEnding(code) ? inside(code) : take(code)
    }

    function unfinished(code: Code): State | undefined {
      return isFence ? end(code) : nok(code)
    }

    function close(code: Code): State | undefined {
      return writer.takeClosing(2, factorySpace(effects, end, 'whitespace'))(code)
    }

    function end(code: Code): State | undefined {
      effects.exit('formulaFlow')
      return ok(code)
    }
  },
}
