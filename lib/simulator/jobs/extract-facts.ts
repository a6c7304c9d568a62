import { toThirdPerson } from '../answers/person.ts'
import { statementsAboutMe } from '../answers/recall-facts.ts'

/** A fact in the format of the memory extraction job. */
export interface Fact {
  text: string
  type: 'profile' | 'preference' | 'event' | 'task' | 'relation'
  importance: number
  validFrom: string | null
  validTo: string | null
}

const types: [RegExp, Fact['type']][] = [
  [
    /\b(?:wife|husband|partner|son|daughter|mother|father|brother|sister|friend|dog|cat|boss|colleague)\b|妻子|丈夫|太太|老公|老婆|儿子|女儿|妈妈|爸爸|哥哥|姐姐|弟弟|妹妹|朋友|同事|猫|狗/i,
    'relation',
  ],
  [
    /\b(?:like|love|enjoy|prefer|hate|dislike|favou?rite|vegetarian|vegan)|喜欢|爱吃|讨厌|偏好|最爱|吃素|素食/i,
    'preference',
  ],
  [/\b(?:have to|must|need to|deadline|todo|finish)\b|必须|要完成|得交|截止/i, 'task'],
  [
    /\b(?:tomorrow|yesterday|next|last|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|flight|trip|travel|meeting|appointment|wedding)|明天|昨天|下周|上周|下个?月|旅行|出差|航班|会议|婚礼/i,
    'event',
  ],
]

/** Never extracted: passwords, keys and long numbers. */
const secret = /password|passwort|api.?key|secret|\bpin\b|密码|口令|密钥|\bsk-|\d{9,}/i
/** Statements about the moment or the chat itself. */
const passing =
  /^I(?:['’]m| am) (?:fine|good|ok|okay|sorry|here|back|sure|not sure|afraid)\b|^I (?:think|guess|see|understand|agree|know|mean|hope|wonder|thank)\b|^我(?:觉得|认为|知道|明白|同意|想|看|希望|很好|不知道|不确定)/i

/** Extracts facts that the user states about themselves, one per clause, as a small model would. */
export function extractFacts(text: string): Fact[] {
  const facts = statementsAboutMe(text)
    .filter((sentence) => !secret.test(sentence) && !passing.test(sentence))
    .map((sentence) => {
      const bare = sentence.replace(
        /^(?:(?:hi|hello|hey|well|so|actually|and|but|now|there|oh|yes|no|你好|嗨)[\s,，!！]+)+/i,
        '',
      )
      return { bare, fact: asFact(bare) }
    })
  return facts.map(({ bare, fact }) => ({
    text: fact,
    type: types.find(([words]) => words.test(bare))?.[1] ?? 'profile',
    importance: /name|live|work|allerg|叫|住|工作|过敏/i.test(bare) ? 0.8 : 0.6,
    validFrom: null,
    validTo: null,
  }))
}

/** Capitalised words after "I am" that are not names: nationalities and religions. */
const people =
  /^(?:German|Austrian|Swiss|Italian|French|Spanish|Portuguese|Chinese|Japanese|Korean|English|British|Irish|Scottish|American|Canadian|Mexican|Brazilian|Indian|Russian|Ukrainian|Polish|Dutch|Belgian|Danish|Swedish|Norwegian|Finnish|Greek|Turkish|Christian|Catholic|Muslim|Jewish|Buddhist|Hindu)$/

/** Turns a statement about a move into one about the user's current home. */
function asFact(sentence: string): string {
  const english =
    /^I(?:['’]ve| have)? (?:just |recently |now )*(?:moved|relocated) (?:from .+? )?(?:in)?to (.+)$/i.exec(
      sentence,
    )?.[1]
  if (english)
    return `The user lives in ${english.replace(/ (?:last|this|a|two|three|in|on|today|yesterday|recently)\b.*$/i, '')}.`
  const chinese =
    /^我(?:已经|刚刚?|最近|现在|上个?[月周]|去年|今年)*搬(?:家)?(?:到|去)了?(.+?)(?:了|住)?$/.exec(
      sentence,
    )?.[1]
  if (chinese) return `用户住在${chinese}。`
  const name =
    /^I(?:['’]m| am) (\p{Lu}\p{Ll}+)$/u.exec(sentence)?.[1] ??
    /^call me (\p{Lu}\S+)$/iu.exec(sentence)?.[1]
  if (name && !people.test(name)) return `The user's name is ${name}.`
  const third = toThirdPerson(sentence)
  return `${third}${/\p{sc=Han}/u.test(third) ? '。' : '.'}`
}
