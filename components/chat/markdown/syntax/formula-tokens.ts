import type { Extension as FromMarkdown, Handle } from 'mdast-util-from-markdown'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    formulaText: 'formulaText'
    formulaFlow: 'formulaFlow'
    formulaMark: 'formulaMark'
    formulaPart: 'formulaPart'
    formulaBreak: 'formulaBreak'
  }
}

/** A formula in the tree of an answer; it becomes the element `lumos-formula`. */
export interface Formula {
  type: 'formula'
  data: {
    hName: string
    /** The TeX, and the source with its marks as the model wrote it. */
    hProperties: { tex: string; source: string; display: 'block' | 'inline' }
    hChildren: { type: 'text'; value: string }[]
  }
}

declare module 'mdast' {
  interface PhrasingContentMap {
    formula: Formula
  }
  interface RootContentMap {
    formula: Formula
  }
}

interface Pieces {
  marks: string[]
  tex: string
}
const pieces: WeakMap<object, Pieces> = new WeakMap()

const enter: Handle = function (token) {
  const node = createFormula('', '', 'inline')
  pieces.set(node, { marks: [], tex: '' })
  this.enter(node, token)
}

const exitPiece: Handle = function (token) {
  const formula = pieces.get(this.stack.at(-1) ?? {})
  if (!formula) return
  if (token.type === 'formulaMark') formula.marks.push(this.sliceSerialize(token))
  else formula.tex += token.type === 'formulaBreak' ? '\n' : this.sliceSerialize(token)
}

const exit: Handle = function (token) {
  const node = this.stack.at(-1) ?? {}
  const { marks = [], tex = '' } = pieces.get(node) ?? {}
  const source = `${marks[0] ?? ''}${tex}${marks[1] ?? ''}`
  const display = token.type === 'formulaFlow' ? 'block' : 'inline'
  Object.assign(node, createFormula(tex.trim(), source, display))
  this.exit(token)
}

export const formulasFromMarkdown: FromMarkdown = {
  enter: { formulaText: enter, formulaFlow: enter },
  exit: {
    formulaText: exit,
    formulaFlow: exit,
    formulaMark: exitPiece,
    formulaPart: exitPiece,
    formulaBreak: exitPiece,
  },
}

function createFormula(tex: string, source: string, display: 'block' | 'inline'): Formula {
  return {
    type: 'formula',
    data: {
      hName: 'lumos-formula',
      hProperties: { tex, source, display },
      hChildren: [{ type: 'text', value: source }],
    },
  }
}
