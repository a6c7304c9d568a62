/**
 * A word with its preceding space, one or two Chinese or Japanese characters, or a punctuation
 * mark.
 */
const token =
  /\s*[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]{1,2}|\s*(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{N}_'’])+|\s*[^\s\p{L}\p{N}_]+|\s+/gu

/** Splits a text into streamed tokens, which join to the same text. */
export function splitTokens(text: string): string[] {
  return text.match(token) ?? []
}

/** Approximates a tokenizer's count. */
export function countTokens(text: string): number {
  if (text.length > 20_000) return Math.ceil(text.length / 4)
  return splitTokens(text).length
}
