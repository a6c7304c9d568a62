import { markdownLineEnding } from 'micromark-util-character'
import type { Code, Construct, State } from 'micromark-util-types'
import { asText, backslash, dollar } from './character-codes.ts'
import { closingOf, openingOf } from './formula-closing.ts'
import { type FormulaOpening, mayOpenDollar } from './formula-rules.ts'
import { createFormulaWriter } from './formula-writer.ts'

/**
 * Inline formulas `$…$`, `$$…$$`, `\(…\)` and `\[…\]`. Reads each character a bounded number of
 * times.
 */
export const formulaText: Construct = {
  name: 'formulaText',
  tokenize(effects, ok, nok) {
    const before = asText(this.previous)
    let opening: FormulaOpening = '$'
    let tex = ''
    const writer = createFormulaWriter(effects)
    return start

    function start(code: Code): State | undefined {
      effects.enter('formulaText')
      effects.enter('formulaMark')
      effects.consume(code)
      return code === dollar ? afterDollar : afterBackslash
    }

    function afterDollar(code: Code): State | undefined {
      if (code === dollar && before !== '$') {
        opening = '$$'
        effects.consume(code)
        return (next) => (next === dollar ? nok(next) : begin(next))
      }
      return mayOpenDollar(before, asText(code)) ? begin(code) : nok(code)
    }

    function afterBackslash(code: Code): State | undefined {
      const mark = asText(code)
      if (mark !== '(' && mark !== '[') return nok(code)
      opening = `\\${mark}`
      effects.consume(code)
      return begin
    }

    function begin(code: Code): State | undefined {
      effects.exit('formulaMark')
      return inside(code)
    }

    function inside(code: Code): State | undefined {
      if (code === null) return nok(code)
      if (markdownLineEnding(code)) return opening === '$' ? nok(code) : lineEnd(code)
      if (code === dollar && opening[0] === '$') {
        return effects.check(closingOf(opening, tex), close, opening === '$' ? nok : take)(code)
      }
      if (code !== backslash) return take(code)
      if (opening[0] === '$') return takeEscape(code)
      return effects.check(closingOf(opening, tex), close, notClosed)(code)
    }

    function notClosed(code: Code): State | undefined {
      return effects.check(openingOf(opening), nok, takeEscape)(code)
    }

    function close(code: Code): State | undefined {
      return writer.takeClosing(opening.length, end)(code)
    }

    function take(code: Code): State {
      writer.take(code)
      tex += asText(code)
      return inside
    }

    /** A backslash with the character that it escapes, as in `\$` or `\\`. */
    function takeEscape(code: Code): State {
      take(code)
      return (next) => (next === null || markdownLineEnding(next) ? inside(next) : take(next))
    }

    function lineEnd(code: Code): State {
      writer.takeLineEnding(code)
      tex += '\n'
      return inside
    }

    function end(code: Code): State | undefined {
      effects.exit('formulaText')
      return ok(code)
    }
  },
}
