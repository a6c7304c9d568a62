import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal'
import type { Attempt, Code, Construct, Extension, State } from 'micromark-util-types'

/** East Asian punctuation, full-width forms, and the quotation marks and dashes set with them. */
const punctuation =
  /[·–—‘’“”…\u3000-\u3004\u3008-\u3020\u3030\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/
const letter = /[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]/
const ascii = /[a-z0-9]/i
const space = 32

/**
 * Does an address end before this character? East Asian text is written without blanks, so a bare
 * address ends at its punctuation, and at a letter of it that follows directly on ASCII. A letter
 * that begins a part of the address (`/wiki/中文`) belongs to it.
 */
function isAddressEnd(code: Code, previous: Code): boolean {
  if (code === null || code < 128) return false
  const character = String.fromCharCode(code)
  if (punctuation.test(character)) return true
  return letter.test(character) && ascii.test(String.fromCharCode(previous ?? 0))
}

/** GFM's bare addresses that end where East Asian text goes on. */
export function boundedAutolinks(): Extension {
  const { text = {} } = gfmAutolinkLiteral()
  const bounded = Object.entries(text).map(([code, constructs]) => [
    code,
    [constructs ?? []].flat().map(endAtBoundary),
  ])
  return { text: Object.fromEntries(bounded) }
}

/**
 * The same construct, to which a character at a boundary looks like a blank. The constructs that it
 * tries in turn are made so too, and whatever lies outside gets the real character.
 */
function endAtBoundary(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      let actual: Code = null
      let isOutside = false
      const outside = (state: State) => () => {
        const next = state(actual)
        isOutside = true
        return next
      }
      const own =
        (state: State): State =>
        (code) => {
          actual = code
          isOutside = false
          const next = state(isAddressEnd(code, this.previous) ? space : code)
          return isOutside || !next ? next : own(next)
        }
      const bounded =
        (attempt: Attempt): Attempt =>
        (tried, then, otherwise) =>
          outside(
            attempt(endAtBoundary(tried as Construct), own(then), otherwise && own(otherwise)),
          )
      const boundedEffects = {
        ...effects,
        attempt: bounded(effects.attempt),
        check: bounded(effects.check),
      }
      return own(construct.tokenize.call(this, boundedEffects, outside(ok), outside(nok)))
    },
  }
}
