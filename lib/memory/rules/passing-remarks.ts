import { anyOf } from '../text/patterns.ts'

const subject = /^(?:(?:i|we)(?:'m| am| are|\b)|(?:the )?user(?: is|\b)|我们?|用户)\s*/i
const state = anyOf(`
  hungry, tired, thirsty, sleepy, bored, cold, hot, here, back, sorry, fine, ok, okay, confused, stuck, lost, ready,
  curious, joking, kidding, sure, unsure, wondering, asking, looking for, in a hurry, done`)
const english = new RegExp(
  `^(?:(?:am|is|are|was|were|feels?) )?(?:\\w+ )?${state}\\b|^(?:wants?|needs?|has|have|would like) to (?:sleep|eat|go|leave|rest|pee|ask|know|understand|see|say|try|think|get going|run)\\b[^,]{0,12}$|^(?:wants?|needs?|would like) (?:\\w+ )?(?:help|answers?|to know|advice|information)\\b|^(?:has|have|got|gets?) (?:an? |the |some )?(?:quick |short |small )?(?:question|request|doubt|error|bug|exception|typo|issue|problem)s? ?(?:with|in|about|on|for|to|when|$|[.,!])\\b|^(?:wants?|needs?|would like) (?:an? |some |another |one )?(?:\\w+ )?(?:coffee|tea|water|beer|drink|snack|break|minute|second|moment|nap|hug|favou?r)\\b|^(?:thinks?|guess(?:es)?|wonders?|asks?|hopes?|means?|agrees?|understands?|knows?)\\b`,
  'i',
)
const chinese =
  /^(?:想|要|得)(?:睡觉?|吃饭|走了?|休息|问|知道|了解|看看)(?:了|一下)?[。！]?$|^(?:很|好|有点)?(?:饿|累|困|渴|冷|热|迷路)了?[。！]?$|^想(?:喝|吃)(?:点|些|口)?.{1,4}[。！]?$|^有点?(?:事|急)|^的(?:程序|代码|电脑|网络|手机).{0,6}(?:错误|问题|报错|崩溃|坏了)|^有(?:一?个)?(?:问题|疑问|请求|错误)|^在?开玩笑|^(?:觉得|认为|知道|想知道|同意|明白)/

/** What is over in an hour or belongs to the conversation; said by the user or of him, with simplified characters. */
export function isPassingRemark(sentence: string): boolean {
  const predicate = sentence.replace(subject, '').replace(/[.!]+$/, '')
  return english.test(predicate) || chinese.test(predicate)
}
