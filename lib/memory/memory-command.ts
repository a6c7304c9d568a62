/** What the user asks of the memory in so many words. */
export type MemoryCommand = { kind: 'remember'; text: string } | { kind: 'forget'; query: string }

const remember =
  /^\s*(?:(?:please|hey|ok)[,\s]+)?remember(?: that|:|,)?\s+(?!when\b|how\b|what\b|the time\b)(.{3,500})$|^\s*请?(?:帮我)?记住[：:，,\s]*(.{2,300})$/isu
const forget =
  /^\s*(?:please[,\s]+)?forget (?:that|about|what you know about)\s+(.{3,300})$|^\s*请?忘(?:记|掉)[：:，,\s]*(.{2,200})$/isu

/** Finds 「记住…」 "remember that …" and their opposites at the beginning of a message. */
export function findMemoryCommand(text: string): MemoryCommand | null {
  const kept = remember.exec(text)
  if (kept) return { kind: 'remember', text: asFact((kept[1] ?? kept[2] ?? '').trim()) }
  const dropped = forget.exec(text)
  if (dropped) return { kind: 'forget', query: (dropped[1] ?? dropped[2] ?? '').trim() }
  return null
}

/** The first person becomes the third, where that is simple; otherwise the user is quoted. */
function asFact(text: string): string {
  const sentence = text.replace(/[.。!！]+$/u, '')
  if (/\p{Script=Han}/u.test(sentence)) return `${sentence.replace(/^我(?=[^们])/u, '用户')}。`
  const changed = sentence
    .replaceAll(/\b(I am|I'm)\b/g, 'the user is')
    .replaceAll(/\b(I have|I've)\b/g, 'the user has')
    .replaceAll(
      /\bI (live|work|like|love|hate|prefer|need|want|play|speak|drink|eat|own|study)\b/g,
      'the user $1s',
    )
    .replaceAll(/\bI\b/g, 'the user')
    .replaceAll(/\bmy\b/gi, "the user's")
    .replace('studys', 'studies')
  return `${changed.charAt(0).toUpperCase()}${changed.slice(1)}.`
}
