const filler =
  /^(?:(?:hi|hello|hey|please|can|could|would|you|me|help|i|want|need|to|would|like|tell|show|write|give|explain|what|is|are|the|a|an|how|do|does|my)\b[\s,!.]*)+/i
const chineseFiller =
  /^(?:你好[，,！!。\s]*|请问?|帮我|麻烦|能不能|可以|给我|我想要?|写(?:一?[个篇段份首])?|说说|介绍一?下?)+/

/** A title of three to six words, or up to twelve Chinese characters. */
export function chatTitle(question: string): string {
  const line = question.split('\n').find((text) => text.trim()) ?? ''
  if (/\p{sc=Han}/u.test(line)) {
    const bare = line.replace(chineseFiller, '').replaceAll(/[\p{P}\s]+/gu, '')
    return [...(bare || line)].slice(0, 12).join('') || '新的对话'
  }
  const wordsOf = (text: string) => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’./+-]*/gu) ?? []
  const short = wordsOf(line.replace(filler, ''))
  const words = (short.length >= 2 ? short : wordsOf(line)).slice(0, 6)
  while (
    words.length > 3 &&
    /^(?:a|an|the|of|to|in|on|for|and|or|with|is|my)$/i.test(words.at(-1) ?? '')
  )
    words.pop()
  const title = words.join(' ').replace(/[.'’/-]+$/, '')
  if (!title) return 'New chat'
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}${words.length < 2 ? ' with a demo model' : ''}`
}
