import { tokenise } from './tokenise.ts'

/** Chinese characters that say nothing by themselves. */
const characters = new Set(
  '我你您他她它们的了是在和与跟吗呢吧啊呀有也都就还很什么怎哪谁几多少请给把被这那个可以里儿得着过没不要会能想说从到为对上下来去时候用做让将及或而但因所之其',
)

/** A pair of characters that only stand beside each other: it holds one of these, and so is no word. */
function isJoint(token: string): boolean {
  const pair = [...token]
  return pair.length === 2 && pair.some((character) => characters.has(character))
}

/** They tell which of the memories is asked for, or only lead to the question. */
const cues = new Set(
  tokenise(
    'before previous previously earlier former formerly ever still yet ago since day days date time year month current currently moment nowadays name called call thing things kind sort type remind tell today these mine anything something someone exactly actually 以前 之前 从前 过去 现在 目前 什么时候 时候 名字 哪天 哪年 东西',
  ),
)

/** A word of a question that no memory has to hold. */
export function saysLittle(token: string): boolean {
  return cues.has(token) || isJoint(token)
}
