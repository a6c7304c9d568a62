import { markdownLineEnding } from 'micromark-util-character'
import type { Code, Construct, State } from 'micromark-util-types'
import { asText, backslash, dollar } from './character-codes.ts'
import { closingOf, openingOf } from './formula-closing.ts'
import { type FormulaOpening, mayOpenDollar } from './formula-rules.ts'

/** `$…$`, `$$…$$`, `\(…\)` and `\[…\]` within a line. Looks at each character a few times at most. */
export const formulaText: Construct = {
  name: 'formulaText',
  tokenize(effects, ok, nok) {
    const before = asText(this.previous)
    let opening: FormulaOpening = '$'
    let tex = ''
    let isInPart = false
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
      if (code === dollar && opening === '$') {
        return effects.check(closingOf(opening, tex), close, nok)(code)
      }
      if (code === dollar && opening === '$$') {
        return effects.check(closingOf(opening, tex), close, take)(code)
      }
      if (code !== backslash) return take(code)
      if (opening[0] === '$') return takeEscape(code)
      return effects.check(closingOf(opening, tex), close, notClosed)(code)
    }

    function notClosed(code: Code): State | undefined {
      return effects.check(openingOf(opening), nok, takeEscape)(code)
    }

    function take(code: Code): State {
      if (!isInPart) effects.enter('formulaPart')
      isInPart = true
      effects.consume(code)
      tex += asText(code)
      return inside
    }

    /** A backslash with what it escapes, as in `\$` or `\\`. */
    function takeEscape(code: Code): State {
      take(code)
      return (next) => (next === null || markdownLineEnding(next) ? inside(next) : take(next))
    }

    function lineEnd(code: Code): State {
      endPart()
      effects.enter('formulaBreak')
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      effects.exit('formulaBreak')
      tex += '\n'
      return inside
    }

    function endPart() {
      if (isInPart) effects.exit('formulaPart')
      isInPart = false
    }

    function close(code: Code): State {
      endPart()
      effects.enter('formulaMark')
      effects.consume(code)
      return opening === '$' ? end : closeSecond
    }

    function closeSecond(code: Code): State {
      effects.consume(code)
      return end
    }

    function end(code: Code): State | undefined {
      effects.exit('formulaMark')
      effects.exit('formulaText')
      return ok(code)
    }
  },
}
