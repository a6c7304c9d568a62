const memoryLine = /<memory[^>]*>([\s\S]*?)<\/memory>/g
const personal = /\b(i|me|my|mine|am i)\b|我/i
const asks =
  /[?？]|\b(what|where|who|when|which|how old|do you (know|remember)|tell me)\b|什么|哪|谁|几|吗|记得|知道/i
const everything = /what do you (know|remember) about me|你(知道|记得)(关于)?我(的)?(什么|哪些)?/i
const smallWords = new Set(
  'a an and are about am can could did do does for from have how i in is it know me my of on or please remember tell that the to was what when where which who will with would you your user users 我 你 的 了 吗 呢 是 什么 哪里'.split(
    ' ',
  ),
)

/** What stands in the memories or was said earlier and answers a question about the user. */
export function findKnownFacts(question: string, system: string, earlier: string[]): string[] {
  if (!personal.test(question) || !asks.test(question)) return []
  const memories = [...system.matchAll(memoryLine)].map(([, text]) =>
    unescapeMarkup(text ?? '').trim(),
  )
  if (everything.test(question)) return memories
  const wanted = wordsOf(question)
  const score = (fact: string) => [...wordsOf(fact)].filter((word) => wanted.has(word)).length
  const best = [...memories, ...earlier.filter((text) => !asks.test(text))]
    .map((fact) => ({ fact, score: score(fact) }))
    .sort((a, b) => b.score - a.score)[0]
  if (best && best.score > 0) return [best.fact]
  // The agent recalled it for this question, so it is likely to be about it.
  return memories.slice(0, 1)
}

/** Words without their endings; of Chinese each two characters. */
function wordsOf(text: string): Set<string> {
  const words = new Set<string>()
  for (const [word] of text.toLowerCase().matchAll(/[\p{Script=Han}]+|[\p{L}\p{N}]+/gu)) {
    if (/\p{Script=Han}/u.test(word)) {
      const characters = [...word].filter((character) => !smallWords.has(character))
      characters.slice(1).forEach((character, index) => {
        words.add(`${characters[index]}${character}`)
      })
    } else if (!smallWords.has(word)) words.add(word.replace(/(ing|es|ed|s)$/, ''))
  }
  return words
}

function unescapeMarkup(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
