import type { Code, Effects, State } from 'micromark-util-types'

/** Writes the tokens of a formula: its marks, the parts of its TeX and the line endings between. */
export function createFormulaWriter(effects: Effects) {
  let isInPart = false

  function endPart() {
    if (isInPart) effects.exit('formulaPart')
    isInPart = false
  }

  return {
    endPart,
    take(code: Code) {
      if (!isInPart) effects.enter('formulaPart')
      isInPart = true
      effects.consume(code)
    },
    takeLineEnding(code: Code) {
      endPart()
      effects.enter('formulaBreak')
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      effects.exit('formulaBreak')
    },
    /** Consumes the closing mark of this length, which a lookahead has found. */
    takeClosing(length: number, after: State): State {
      let taken = 0
      return function closing(code) {
        if (taken === 0) {
          endPart()
          effects.enter('formulaMark')
        }
        if (taken < length) {
          taken += 1
          effects.consume(code)
          return closing
        }
        effects.exit('formulaMark')
        return after(code)
      }
    },
  }
}
