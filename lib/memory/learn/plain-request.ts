import { toSimplified } from '../text/chinese-script.ts'
import { anyOf } from '../text/patterns.ts'

/** A longer one may tell something on its way. */
const longestRequest = 300
const sentenceEnd = /(?<=[?？!！。\n])|(?<=\.)(?=\s)/u

/** Only words that begin no sentence of another language, whose pronouns are not known here. */
const englishQuestion =
  /^(?:(?:and|so|but|ok|okay|hi|hello|hey),? )?(?:what|what's|why|how|when|where|which|who|who's|whose|does|did|are|could|should|would|is (?:it|there|the|an?|this|that))\b.*\?$/i
const englishRequest = new RegExp(
  `^(?:please,? )?${anyOf(
    `tell, show, give, teach, explain, describe, list, compare, translate, summari[sz]e,
     define, calculate, convert, suggest, recommend, create, generate, implement, write, debug, solve`,
  )}\\b`,
  'i',
)
const chineseQuestion =
  /(?:什么|怎么|怎样|为何|如何|哪|谁|几|多少|吗|呢|是否|是不是|有没有|能不能|可不可以).*[?？]$/u
const chineseRequest = new RegExp(
  `^请?(?:帮忙)?${anyOf(
    '解释, 介绍, 翻译, 写, 列出, 总结, 比较, 说明, 告诉, 讲, 推荐, 计算, 生成, 描述, 谈谈, 说说',
  )}`,
  'u',
)
/** The user is only the one who is answered. */
const englishReceiver =
  /^((?:please,? |(?:could|would) you (?:please )?)?(?:tell|show|give|teach)) me\b/i
const chineseReceiver = /^(请?(?:你|能不能|可不可以)?)(?:帮|给|替|(?=告诉|教))(告诉|教)?我/u
/** He speaks of himself, or of how he wants to be answered from now on. */
const personal = new RegExp(
  anyOf(`
    \\b(?:i|i'?m|i'?ve|i'?d|i'?ll|im|me|my|mine|myself|we|us|our|ours|ourselves|let's|user)\\b,
    \\b(?:remember|remind|memori[sz]e|note|forget|mind|save|store|always|never|prefer|future)\\b,
    \\b(?:from now|going forward|answers?|answering|repl(?:y|ies)|respon\\w+)\\b,
    我, 咱, 俺, 本人, 自己, 用户, 记, 忘, 以后, 今后, 将来, 总是, 永远, 一直, 从现在, 每次, 回答, 回复, 喜欢`),
  'i',
)

/**
 * Does the message only ask or order something, in plain words, and say nothing of its author?
 * Rather no than yes: true only for short English and Chinese messages that are easy to tell.
 */
export function isPlainRequest(message: string): boolean {
  if (message.length > longestRequest) return false
  const sentences = toSimplified(message)
    .replaceAll(/[’ʼ]/g, "'")
    .split(sentenceEnd)
    .map((sentence) => sentence.trim())
    .filter(Boolean)
    .map((sentence) => sentence.replace(englishReceiver, '$1').replace(chineseReceiver, '$1$2'))
  return (
    sentences.length > 0 &&
    sentences.every((sentence) => !personal.test(sentence) && isRequest(sentence))
  )
}

function isRequest(sentence: string): boolean {
  return [englishQuestion, englishRequest, chineseQuestion, chineseRequest].some((pattern) =>
    pattern.test(sentence),
  )
}
