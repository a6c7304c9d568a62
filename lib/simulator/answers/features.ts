import type { Random } from '../seeded-random.ts'
import { essay, wantedTokens } from './essay.ts'
import { excerpt } from './excerpt.ts'
import { toSecondPerson } from './person.ts'
import type { ReadPrompt } from './read-prompt.ts'
import { type SampleKind, samples } from './samples.ts'

const features: [SampleKind, RegExp][] = [
  [
    'code',
    /\bcode\b|\bfunction\b|\bscript\b|\bprogram\b|typescript|javascript|python|代码|函数|程序/i,
  ],
  ['table', /\btables?\b|\bcompar\w+|\bversus\b|\bvs\b|表格|比较|对比/i],
  ['formula', /\bformulas?\b|\bintegral\b|\bequations?\b|\bmath\b|\blatex\b|公式|积分|方程|数学/i],
  ['list', /\blist\b|\bsteps\b|\btips\b|\bbullet|列表|列出|步骤|清单/i],
]
const everything = /\bmarkdown\b|\b(?:all|every) features?\b|演示.*格式|所有(?:格式|功能)/i
const long =
  /\blong\b|\bessay\b|\bdetailed\b|\bstory\b|\barticle\b|in detail|详细|长文|文章|故事|作文|长篇/i
const further = /^\s*(?:please\s+)?(?:continue|go on|keep going)\b|^\s*请?(?:继续|接着)/i
const latency =
  /\bttfb\b|first token|latency|waterfall|so slow|延迟|首个?(?:词元|token|字)|瀑布图|这么慢/i
const greeting =
  /^\s*(?:hi|hello|hey|good (?:morning|afternoon|evening))\b|^\s*(?:你好|您好|嗨|早上好|晚上好)/i

const thanks = /^\s*(?:thanks|thank you|thx|great|perfect)\b|^\s*(?:谢谢|多谢|太好了)/i

/**
 * Code, tables, formulas, lists, long texts and greetings; null when the question asks for none.
 */
export function answerWithFeatures(prompt: ReadPrompt, random: Random): string | null {
  const { question, language } = prompt
  const texts = samples[language]
  const words = excerpt(question)
  const asked = features.filter(
    ([, pattern]) => everything.test(question) || pattern.test(question),
  )
  const sections = asked.map(([kind]) => texts[kind](words))
  const tokens = wantedTokens(question)
  if (tokens !== null || long.test(question) || further.test(question)) {
    const subject = further.test(question) ? excerpt(prompt.earlier.at(-1) ?? question) : words
    return essay(subject, language, sections, tokens ?? 700, random)
  }
  if (sections.length > 0) return sections.join('\n\n')
  if (latency.test(question)) return texts.latency(words)
  if (thanks.test(question)) return texts.thanks(words)
  if (greeting.test(question)) return greetingFor(prompt)
  return null
}

/** Greets the user by name if it is known. */
function greetingFor({ language, memories, earlier }: ReadPrompt): string {
  const name = [...memories, ...earlier]
    .map(
      (fact) =>
        /(?:name is|am called|is called) (\p{Lu}[\p{L}-]*)|(?:用户|我)(?:的名字)?叫(\p{sc=Han}{2,3})/u.exec(
          toSecondPerson(fact),
        ) ?? /叫(\p{sc=Han}{2,3})/u.exec(fact),
    )
    .find(Boolean)
  const text = samples[language].greeting('')
  const called = name?.[1] ?? name?.[2]
  if (!called) return text
  return language === 'zh'
    ? text.replace('你好！', `你好，${called}！`)
    : text.replace('Hello!', `Hello, ${called}!`)
}
