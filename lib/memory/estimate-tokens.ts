const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu

/** A cautious estimate of a text's tokens: one for each wide character, one for each 4 others. */
export function estimateTokens(text: string): number {
  const wideCharacters = text.match(wide)?.length ?? 0
  return wideCharacters + Math.ceil((text.length - wideCharacters) / 4)
}
