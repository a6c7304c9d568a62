import { anyOf } from '../text/any-of.ts'
import { toSimplified } from '../text/chinese-script.ts'

/** Of a longer message, mostly pasted text, only the first and the last paragraph are read. */
const longestMessage = 4_000
const longestSentence = 400
const mostSentences = 100

const code = /```[^`]*(?:```|$)|`[^`\n]*`/g
const quotedLine = /^[ \t]*>.*$/gm
const quotation =
  /"[^"\n]*(?:"|(?=\n)|$)|“[^”]*(?:”|$)|«[^»]*(?:»|$)|「[^」]*(?:」|$)|『[^』]*(?:』|$)/g
const singleQuotation = /(?<=^|[\s:(：（])'[^'\n]*'(?=[\s.,;!?)]|$)/gm
const firstPerson = /\b(?:I|my|we|our|me)\b|我|本人/i
/** A name in quotation marks is no quotation. */
const longestName = 40

const workOfFiction = anyOf(
  'story, tale, novel, scene, screenplay, script, dialogue, monologue, joke, lyrics, character, diary, testimonial, review',
)
/** After "imagine" or "you are a pirate" nothing is about the user. */
const fiction = new RegExp(
  anyOf(`
    \\b(?:imagine|pretend|role-?play|hypothetical\\w*|act as|in character|joking|kidding)\\b,
    \\blet'?s (?:say|assume|suppose|play)\\b,
    ^\\W*(?:please )?(?:suppose|assume|say)\\b,
    ^\\W*(?:you are|you're|you will be|i want you to be) (?:now )?(?:an?|the|my) (?!(?:best|great|star|genius|life|legend)\\b),
    (?<!\\bI )\\b(?:write|compose|draft|create|generate|make|tell|invent|continue|give)\\b.{0,40}\\b${workOfFiction}\\b,
    假设, 假装, 想象, 设想, 扮演, 角色, 开玩笑, (?:^|[，。])你(?:现在|将)?(?:是|作为)(?:一[名个位]|我的),
    [写编讲续].{0,12}(?:故事|小说|剧本|台词|对话|独白|歌词|日记|段子|笑话|评论)`),
  'iu',
)
const rework = new RegExp(
  anyOf(`
    \\btranslate\\b, \\btranslation (?:of|to|into)\\b, \\bproofread\\w*, \\b(?:rephrase|paraphrase|rewrite)\\b,
    \\bsummari[sz]e\\b, \\b(?:correct|fix|improve) (?:this|the|my)\\b, \\bexample sentences?\\b,
    \\bthis (?:text|sentence|paragraph|email|letter)\\b, \\bhow (?:do|would|can) (?:you|i|we) say\\b,
    (?<![是名做当个位])翻译, 润色, 改写, 概括, 总结, 校对, 纠正, 造句, 例句, 怎么说, 这(?:句|段|篇|个句子)`),
  'iu',
)
const pointsOn = /\b(?:this|these|following|below)\b|[这以下]/i
/** What follows a colon is the user's own only after such words. */
const ownColon =
  /(?:about (?:me|myself)|info(?:rmation)?|fyi|context|background|profile|facts?|note|notes|btw|关于我|自我介绍|介绍一下(?:自己|我)?|背景|补充|情况|说明|备注|信息)\s*$/i
const colon = /[:：](?=\s|$)|：/
const conditional =
  /^\W*(?:and |but |so |then )?(?:if|unless|suppose|assuming|even if|as if|what if|whether)\b|^\s*(?:那|但|可|不过)?(?:如果|假如|要是|万一|倘若|假若|若|即使|就算)/iu

const sentenceEnd =
  /(?<=[!?。！？…\n])|(?<=(?<!\b(?:Dr|Mr|Mrs|Ms|St|Prof|[A-Z]|[ap]\.m|e\.g|i\.e))\.)(?=\s|$)/u

/**
 * The sentences of a message in which its author may speak of himself: without quotations, code,
 * pasted and invented text. Takes time in proportion to the message's beginning and end only.
 */
export function ownSentences(message: string): string[] {
  const text = mainPart(message)
    .replaceAll(/[’ʼ]/g, "'")
    .replaceAll(/\b(i(?=m |ve )|(?:do|does|ca|wo)n(?=t ))/g, "$1'")
    .replaceAll(code, ' … ')
    .replaceAll(quotedLine, '')
    .replaceAll(quotation, withoutQuotation)
    .replaceAll(singleQuotation, withoutQuotation)
  const own: string[] = []
  for (const whole of text.split(sentenceEnd).slice(0, mostSentences)) {
    const sentence = whole.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim()
    if (sentence === '' || sentence.length > longestSentence) continue
    const folded = toSimplified(sentence)
    if (fiction.test(folded)) break
    const [said = '', ...rest] = sentence.split(colon)
    const isOwn = rest.length === 0 || ownColon.test(toSimplified(said))
    if (rework.test(folded)) {
      // What is to be reworked follows.
      if (rest.length > 0 || pointsOn.test(folded)) break
      continue
    }
    if (conditional.test(folded)) continue
    own.push(isOwn ? sentence.slice(rest.length === 0 ? 0 : said.length + 1).trim() : said)
    if (!isOwn && rest.join('').trim() === '') break
  }
  return own.filter((sentence) => firstPerson.test(sentence))
}

function mainPart(message: string): string {
  if (message.length <= longestMessage) return message
  const half = longestMessage / 2
  const [first = ''] = message.slice(0, half).split('\n', 1)
  const last = message.slice(-half).split('\n').at(-1) ?? ''
  // What is cut in the middle may be the rest of anything.
  return [first.length < half ? first : '', last.length < half ? last : ''].join('\n')
}

function withoutQuotation(quoted: string): string {
  const inner = quoted.slice(1, -1)
  return inner.length > longestName || firstPerson.test(inner) ? ' … ' : inner
}
