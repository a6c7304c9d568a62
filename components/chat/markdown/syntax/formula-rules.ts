/** The opening mark of an inline formula. */
export type FormulaOpening = '$' | '$$' | '\\(' | '\\['

const longestDollarFormula = 2_000
const texSign = /[\\^_={}<>+|]/
const plainWord = /^[a-z]{3,}(?:[ -][a-z]+)*$|^[A-Z]{4,}$/
const proseWords = /[A-Za-z]{2,}[,;]?\s+[A-Za-z]{2,}/
const eastAsianText = /[，。、；：？！（）\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/
const quotes = /["“”„«»「」]/g
const listOfNumbers = /^\d+(?:\s*[,–-]\s*\d+)*$/

/** Whether a formula in single dollars may begin between these two characters. */
export function mayOpenDollar(previous: string, next: string): boolean {
  if (/[\w$]/.test(previous)) return false
  // A space, a quotation mark or a closing mark begins no formula: `"$"`, `($)`, `$/day`.
  return next !== '' && !/[\s$"'`“”‘’»」』,;:!?)\]/*]/.test(next)
}

/**
 * Whether a formula in single dollars may end between these two characters. As in Pandoc no space
 * may precede the dollar and no digit may follow it. A letter, a brace or another dollar after it
 * indicates a shell variable, and so does a separator before it.
 * https://pandoc.org/MANUAL.html#extension-tex_math_dollars
 */
export function mayCloseDollar(previous: string, next: string): boolean {
  return !/[\s/:@&]/.test(previous) && !/[\w${]/.test(next)
}

/** Whether the text between the marks is a formula instead of money, shell code or an escape. */
export function isFormula(opening: FormulaOpening, tex: string, next: string): boolean {
  const text = tex.trim()
  if (text === '') return false
  if (opening === '$$') return true
  if (opening === '$') return isDollarFormula(tex, next)
  // CommonMark's escapes `\[1\]`, `\[link\](address)` and `\(word\)` are not formulas.
  if (next === '(' && !texSign.test(text)) return false
  if (opening === '\\[' && listOfNumbers.test(text)) return false
  return texSign.test(text) || !plainWord.test(text)
}

function isDollarFormula(tex: string, next: string): boolean {
  if (tex.length > longestDollarFormula || tex.includes('`')) return false
  if (next === '(' && tex.startsWith('(')) return false
  if ((tex.match(quotes)?.length ?? 0) % 2 === 1) return false
  if (texSign.test(tex)) return true
  return !proseWords.test(tex) && !eastAsianText.test(tex)
}
