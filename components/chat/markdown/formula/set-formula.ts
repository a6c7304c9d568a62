import 'katex/dist/katex.min.css'
import katex from 'katex'
// Commands for chemistry and units: `\ce`, `\pu`.
import 'katex/contrib/mhchem'

const longestTex = 20_000

/** @returns HTML with MathML for screen readers; null for invalid TeX */
export function setFormula(tex: string, isBlock: boolean): string | null {
  if (tex.length > longestTex) return null
  try {
    return katex.renderToString(tex, {
      displayMode: isBlock,
      throwOnError: true,
      strict: false,
      trust: false,
      maxExpand: 200,
      maxSize: 20,
    })
  } catch (error) {
    if (error instanceof katex.ParseError || error instanceof RangeError) return null
    throw error
  }
}
