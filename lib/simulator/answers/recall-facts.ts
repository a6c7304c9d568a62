import { stemOf } from '../embeddings.ts'
import { toSecondPerson } from './person.ts'
import type { ReadPrompt } from './read-prompt.ts'
import { sentencesOf } from './sentences.ts'

interface Topic {
  /** Matches questions about the topic. */
  asks: RegExp
  /** Matches facts about the topic. */
  tells: RegExp
}

const topics: Topic[] = [
  {
    asks: /\bmy (?:full |first |last )?name\b|who am i\b|am i called|我(?:叫|是)(?:什么|啥|谁)|我的(?:名字|姓名)|我姓/i,
    tells: /\bname is\b|\bis called\b|\bnamed\b(?! )|call me|叫(?!做)|名字|姓/i,
  },
  {
    asks: /where (?:do|am|did) i (?:live|from|stay|move)|\bmy (?:home|city|town|address)\b|what city|which city|do i live\b|我(?:现在)?(?:住|在)(?:在)?(?:哪|什么)|我家在/i,
    tells: /\b(?:lives?|living|moved|reside|based|home) |住|搬/i,
  },
  {
    asks: /where (?:do|did) i work|what do i do|\bmy (?:job|work|profession|employer|company)\b|我(?:的)?(?:工作|职业|公司|做什么)|我在哪(?:里|儿)?(?:工作|上班)/i,
    tells:
      /\b(?:works?|working|job|employed|profession)\b|\bis an? \w*(?:er|or|ist|ian|ant)\b|工作|职业|上班|工程师|老师|医生/i,
  },
  {
    asks: /how old am i|my (?:age|birthday)|when was i born|我(?:今年)?(?:几岁|多大)|我的(?:生日|年龄)/i,
    tells: /years old|birthday|born|age|岁|生日|出生/i,
  },
  {
    asks: /what do i (?:like|love|enjoy|eat|prefer)|my (?:favou?rite|hobb|diet|preference)|我(?:喜欢|爱)(?:吃|喝|看|听|做|玩)?(?:什么|啥|哪)|我的(?:爱好|口味|饮食)/i,
    tells:
      /\b(?:likes?|loves?|enjoys?|prefers?|favou?rite|hates?|allergic|vegetarian|vegan)\b|喜欢|爱好|爱吃|偏好|过敏|素食|吃素/i,
  },
  {
    asks: /\bmy (?:dog|cat|pet)|do i have (?:a |any )?(?:dog|cat|pet)|我的?(?:猫|狗|宠物)/i,
    tells: /\b(?:dog|cat|pet|puppy|kitten|hamster|parrot)s?\b|猫|狗|宠物/i,
  },
]

const asksAll =
  /what (?:do|did|have) you (?:know|remember|learn\w*|recall|saved?)\b|tell me about (?:me|myself)|who am i to you|(?:知道|记得|了解|记住了?)(?:了|些|关于)*我(?:的)?(?:什么|哪些|些什么)?|关于我|记得什么/i

const isAboutMe = /\b(?:i|my|me|mine|i'm|i've)\b|我/i
const asksSomething =
  /[?？]|^(?:what|where|when|who|whose|which|how|why|do|did|am|is|are|have|can|tell|remind)\b|什么|哪|谁|几|多少|吗|怎么/i

export type Recollection =
  | { kind: 'facts'; facts: string[]; isEverything: boolean }
  | { kind: 'nothing' }
  /** The question is not about the user. */
  | { kind: 'other' }

/** Finds what memories and chat history say about the user on a known topic. */
export function recallTopic(prompt: ReadPrompt): Recollection {
  const facts = knownFacts(prompt)
  const asked = sentencesOf(prompt.question)
    .filter(
      ({ text, isQuestion }) => (isQuestion || asksSomething.test(text)) && !tellsAboutMe(text),
    )
    .map(({ text }) => text)
    .join('\n')
  if (asksAll.test(asked)) return found(facts, true)
  const topic = topics.find(({ asks }) => asks.test(asked))
  if (!topic) return { kind: 'other' }
  const telling = facts.filter((fact) => topic.tells.test(fact))
  return found(telling.length > 0 ? telling : closest(prompt.question, facts), false)
}

/** Answers any other question about the user with the facts that share most words with it. */
export function recallNearest(prompt: ReadPrompt): Recollection {
  const { question } = prompt
  if (!isAboutMe.test(question) || !asksSomething.test(question)) return { kind: 'other' }
  const near = closest(question, knownFacts(prompt))
  return near.length > 0 ? found(near, false) : { kind: 'other' }
}

/** The user's statements in this chat, newest first, then the memories. */
function knownFacts({ earlier, memories }: ReadPrompt): string[] {
  const statements = earlier.flatMap((text) => statementsAboutMe(text)).reverse()
  return [...statements, ...memories]
}

/** Sentences in which the user states something about themselves. */
export function statementsAboutMe(text: string): string[] {
  return sentencesOf(text)
    .filter(({ text: sentence, isQuestion }) => !isQuestion && tellsAboutMe(sentence))
    .map(({ text: sentence }) => sentence.replace(rememberCommand, ''))
}

const rememberCommand =
  /^(?:please\s+|hi,?\s+|hello,?\s+)?(?:(?:remember|note|keep in mind)(?:\s+that)?|请?(?:帮我)?记住)[\s:：，,]*/i

function tellsAboutMe(sentence: string): boolean {
  const text = sentence.replace(rememberCommand, '')
  if (asksSomething.test(text)) return false
  return (
    /^(?:(?:hi|hello|hey|well|so|actually|and|but|now|there|oh|yes|no|也|你好|嗨)[\s,，!！]*)*(?:(?:from|since|starting|until|till|by|on|in) [\w ]{1,20}?,? (?=i\b|my\b|we\b)|[^我，,]{1,12}(?:起|开始|为止|以前|之前|以来)[，,]?(?=我))?(?:i\b|i['’]|my\b|we\b|our\b|call me\b|我)/i.test(
      text,
    ) && !wish.test(text)
  )
}

const wish =
  /\bI(?:['’]d| would)? (?:want|need|like) (?:you|to know|a|an|some|help)\b|\bI(?:['’]m| am) (?:asking|looking for|wondering)|我(?:想要?|需要|希望)(?:你|知道|请|一)/i

/** Converts facts to "you …" sentences without duplicates. */
function found(facts: string[], isEverything: boolean): Recollection {
  const distinct = [
    ...new Set(facts.map((fact) => toSecondPerson(fact.replace(/[.。!！]+$/, '').trim()))),
  ]
  if (distinct.length === 0) return { kind: 'nothing' }
  return { kind: 'facts', facts: distinct.slice(0, isEverything ? 20 : 3), isEverything }
}

/** The facts that share most words with the question. */
function closest(question: string, facts: string[]): string[] {
  const asked = featuresOf(question)
  const scored = facts.map((fact) => ({
    fact,
    score: [...featuresOf(fact)].filter((feature) => asked.has(feature)).length,
  }))
  const best = Math.max(0, ...scored.map(({ score }) => score))
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ fact }) => fact)
}

const common = new Set(
  'the user users what where when who which how why does did have has are was were can could would should you your tell remind about for and with that this name know like'.split(
    ' ',
  ),
)

function featuresOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z0-9]{3,}/g) ?? []
  const characters = text.match(/\p{sc=Han}+/gu) ?? []
  return new Set(
    [
      ...words.filter((word) => !common.has(word)).map(stemOf),
      ...characters.flatMap((run) =>
        [...run].slice(1).map((character, index) => `${[...run][index]}${character}`),
      ),
    ].filter((feature) => !/^(?:用户|什么|我的|的是|哪里|是什|我是|在哪)$/.test(feature)),
  )
}
