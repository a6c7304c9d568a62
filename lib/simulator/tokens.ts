/** A word with the space before it, one or two Chinese or Japanese characters, or a mark. */
const token =
  /\s*[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]{1,2}|\s*(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{N}_'’])+|\s*[^\s\p{L}\p{N}_]+|\s+/gu

/** Splits a text as it will be streamed; joined again it is the same text. */
export function splitTokens(text: string): string[] {
  return text.match(token) ?? []
}

/** About as many as a tokenizer would count. */
export function countTokens(text: string): number {
  if (text.length > 20_000) return Math.ceil(text.length / 4)
  return splitTokens(text).length
}
