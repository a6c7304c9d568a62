import { inLanguage, type Language } from './language.ts'

/** Text that the user wants repeated verbatim: "Say exactly: hello", 「请说：你好」. */
export function dictated(question: string): string | null {
  const match =
    /^\s*(?:please\s+)?(?:say|repeat|reply|answer|respond|echo|write)\s+(?:(?:back|with|only|just|exactly|after me|the words?|this)\s*)+[:：]?\s*([\s\S]+)$/i.exec(
      question,
    ) ??
    /^\s*(?:please\s+)?(?:say|repeat|echo)\s*[:：]\s*([\s\S]+)$/i.exec(question) ??
    /^\s*请?(?:只)?(?:说|重复|回复|跟我说)\s*[:：]\s*([\s\S]+)$/.exec(question)
  const words = match?.[1]?.trim()
  if (!words) return null
  return /^(["“「'])([\s\S]+)["”」']$/.exec(words)?.[2] ?? words
}

const longestCount = 5_000

/** "Count to 100", 「从1数到100」: a long, exact answer. */
export function counting(question: string): string | null {
  const match =
    /\bcount (?:from (\d+) )?(?:up )?to (\d+)/i.exec(question) ??
    /从\s*(\d+)\s*数到\s*(\d+)/.exec(question)
  if (!match) return null
  const first = Number(match[1] ?? 1)
  const last = Math.min(Number(match[2]), first + longestCount - 1)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index).join(
    ' ',
  )
}

const asksForNumber = /=|what(?:['’]s| is)|calculate|compute|how much|多少|计算|等于|^\s*-?\d/i

/** Computes one operation with two numbers. */
export function calculation(question: string, language: Language): string | null {
  if (!asksForNumber.test(question)) return null
  const match =
    /(-?\d+(?:\.\d+)?)\s*(\+|-|−|\*|×|x|\/|÷|plus|minus|times|divided by|加|减|乘以?|除以)\s*(-?\d+(?:\.\d+)?)/i.exec(
      question,
    )
  if (!match?.[2]) return null
  const [, left, sign, right] = match
  const [a, b] = [Number(left), Number(right)]
  const result = /\+|plus|加/i.test(sign)
    ? a + b
    : /-|−|minus|减/i.test(sign)
      ? a - b
      : /\*|×|x|times|乘/i.test(sign)
        ? a * b
        : a / b
  const shown = Number.isFinite(result) ? Number(result.toPrecision(12)) : null
  if (shown === null) return inLanguage(language, 'One cannot divide by zero.', '不能除以零。')
  return `${left} ${sign} ${right} = **${shown}**`
}
