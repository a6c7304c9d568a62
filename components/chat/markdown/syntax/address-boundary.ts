import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal'
import type { Attempt, Code, Construct, Extension, State } from 'micromark-util-types'

/** East Asian punctuation, full-width forms, and East Asian quotation marks and dashes. */
const punctuation =
  /[·–—‘’“”…\u3000-\u3004\u3008-\u3020\u3030\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/
const letter = /[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]/
const ascii = /[a-z0-9]/i
const space = 32

/**
 * Whether a bare address ends before this character. East Asian text has no spaces, so an address
 * ends at East Asian punctuation, and at an East Asian letter directly after an ASCII letter or
 * digit. A letter that begins a part of the address (`/wiki/中文`) belongs to it.
 */
function isAddressEnd(code: Code, previous: Code): boolean {
  if (code === null || code < 128) return false
  const character = String.fromCharCode(code)
  if (punctuation.test(character)) return true
  return letter.test(character) && ascii.test(String.fromCharCode(previous ?? 0))
}

/** GFM's bare addresses, ended at the boundary to East Asian text. */
export function boundedAutolinks(): Extension {
  const { text = {} } = gfmAutolinkLiteral()
  const bounded = Object.entries(text).map(([code, constructs]) => [
    code,
    [constructs ?? []].flat().map(endAtBoundary),
  ])
  return { text: Object.fromEntries(bounded) }
}

/**
 * Wraps a construct so that it reads a boundary character as a space. Constructs that it tries are
 * wrapped as well; code outside of the construct receives the original character.
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
