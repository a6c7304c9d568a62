/** From this code point on, one character is about one token: Han, Kana, Hangul and emoji. */
const firstWide = 0x2e80

/** A cautious estimate of a text's tokens: one per wide character, one per 4 others. */
export function estimateTokens(text: string): number {
  let wide = 0
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) >= firstWide) wide += 1
  return wide + Math.ceil((text.length - wide) / 4)
}
