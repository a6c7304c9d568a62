const kana = /[\u3040-\u30ff]/g
const hangul = /[\uac00-\ud7a3]/g
const han = /[\u3400-\u9fff]/g
const latin = /[a-z]/gi
const sampleChars = 2_000

/**
 * The language of a text by its script, for fonts and screen readers. Undefined where Latin letters
 * prevail, since they are shared by many languages.
 */
export function languageOf(text: string): 'zh-CN' | 'ja' | 'ko' | undefined {
  const sample = text.slice(0, sampleChars)
  const count = (letters: RegExp) => sample.match(letters)?.length ?? 0
  const counts = { kana: count(kana), hangul: count(hangul), han: count(han) }
  const eastAsian = counts.kana + counts.hangul + counts.han
  // A Latin word has about five letters, a Chinese word about two.
  if (eastAsian * 3 < count(latin) || eastAsian === 0) return undefined
  if (counts.kana * 8 > eastAsian) return 'ja'
  return counts.hangul > counts.han ? 'ko' : 'zh-CN'
}
