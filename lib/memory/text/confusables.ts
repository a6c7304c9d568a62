/** Letters of other scripts and signs that look like Latin letters, after Unicode TR 39: Latin, then what is read as it. */
const families = `
a аαɑᴀ@4; b вᴃʙ; c сϲᴄ; d ԁᴅ; e еεєᴇ3; g ɡɢ; h һнʜ; i іıɪιί1!|; j јᴊ; k кκᴋ; l ӏʟ; m мᴍ; n пɴη; o оοσᴏ0; p рρᴘ;
q ԛ; r гʀ; s ѕꜱ$5; t тτᴛ; u υսᴜ; v ѵνᴠ; w ԝωᴡ; x хχ; y уγʏ; z ᴢ`
const signs = /[@4310!|$5]/
const latinFor = new Map(
  families
    .trim()
    .split(/;\s*/)
    .flatMap((family) => {
      const [latin = '', others = ''] = family.split(' ')
      return [...others].map((other) => [other, latin] as const)
    }),
)
const mixedWord = /[\p{L}\p{N}@$!|]+/gu
const spelled = /(?<![\p{L}\p{N}])\p{L}(?:[ .·*_-]\p{L}){3,}(?![\p{L}\p{N}])/gu

/** The text as it looks: words that mix Latin letters with others or with signs are wholly Latin, "p a s s" is one word. */
export function asItLooks(text: string): string {
  return text
    .replace(spelled, (letters) => letters.replaceAll(/[ .·*_-]/g, ''))
    .replace(mixedWord, (word) => {
      const lower = word.toLowerCase()
      const others = [...lower].filter((letter) => latinFor.has(letter))
      const isMixed = others.length > 0 && /[a-z]/.test(lower)
      const isDisguise = others.length === [...lower].length && !others.some((x) => signs.test(x))
      if (!isMixed && !isDisguise) return word
      return [...lower].map((letter) => latinFor.get(letter) ?? letter).join('')
    })
}
