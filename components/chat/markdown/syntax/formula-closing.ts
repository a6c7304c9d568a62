import type { Code, Construct, State } from 'micromark-util-types'
import { asText, dollar } from './character-codes.ts'
import { type FormulaOpening, isFormula, mayCloseDollar } from './formula-rules.ts'

const closings = { $: '$', $$: '$$', '\\(': '\\)', '\\[': '\\]' }
const ordinal = /^(?:th|st|nd|rd|s)$/

/** A lookahead that succeeds where the formula of this TeX ends and is a valid formula. */
export function closingOf(opening: FormulaOpening, tex: string): Construct {
  const closing = closings[opening]
  return {
    partial: true,
    tokenize(effects, ok, nok) {
      let matched = 0
      let word = ''
      return mark

      function mark(code: Code): State | undefined {
        if (asText(code) !== closing[matched]) return nok(code)
        if (matched === 0) effects.enter('formulaMark')
        effects.consume(code)
        matched += 1
        return matched < closing.length ? mark : after
      }

      function after(code: Code): State | undefined {
        const next = asText(code)
        if (/[a-z]/i.test(next) && opening === '$' && word.length < 3) {
          word += next
          effects.consume(code)
          return after
        }
        effects.exit('formulaMark')
        return isClosed(code) ? ok(code) : nok(code)
      }

      function isClosed(code: Code): boolean {
        if (opening === '$$' && code === dollar) return false
        if (opening === '$' && !mayCloseDollar(tex.at(-1) ?? '', word ? '' : asText(code))) {
          return false
        }
        // Letters directly after a formula are allowed only as an ordinal's ending, as in `$n$th`.
        if (word !== '' && (!ordinal.test(word) || /\w/.test(asText(code)))) return false
        return isFormula(opening, tex, word || asText(code))
      }
    },
  }
}

/**
 * A lookahead that succeeds where another formula of the same kind begins before this one has
 * ended.
 */
export function openingOf(opening: FormulaOpening): Construct {
  return {
    partial: true,
    tokenize(effects, ok, nok) {
      return (code) => {
        effects.enter('formulaMark')
        effects.consume(code)
        return (next) => {
          effects.exit('formulaMark')
          return asText(next) === opening[1] ? ok(next) : nok(next)
        }
      }
    },
  }
}
