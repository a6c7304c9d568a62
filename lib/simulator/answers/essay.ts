import type { Random } from '../seeded-random.ts'
import { countTokens } from '../tokens.ts'
import { inLanguage, type Language } from './language.ts'

const mostTokens = 20_000

/** Reads "About 10,000 tokens", "800 words", 「2000字」; null when no length is given. */
export function wantedTokens(question: string): number | null {
  const match = /(\d[\d,]*)\s*(?:-\s*)?(?:tokens?|words?|characters?|字|词)/i.exec(question)
  if (!match) return null
  return Math.min(mostTokens, Number(match[1]?.replaceAll(',', '')))
}

const english = [
  'A chat answer passes through many hands before its first word is on the screen. The browser sends the message, the server finds out who is asking, reads the history, recalls what it knows, writes the prompt, opens a connection and waits for the model. Each of these steps can be measured, and each can be the slow one.',
  'Most often the slow step is the model. A reasoning model thinks before it speaks, and its thoughts take as long as an answer would. Whoever asks a short question may be served better by a smaller model that begins at once.',
  'A connection costs time only once. If it is opened while the question is still being typed, the handshake is over before the message is sent, and what remains is the way to the provider and back.',
  'Memory has to be quick, or it must wait for the next turn. A fact that arrives after the model began to speak helps nobody, so recall has a deadline, and what is not found by then is left out.',
  'An average hides what people remember: the one time in twenty when nothing happened for half a minute. That is why percentiles are shown, and why a diagnosis begins with the slowest turns.',
  'Streaming does not make an answer faster; it makes the wait shorter. The reader begins after the first word, and a steady pace of words is easier to follow than a page that appears at once.',
]
const chinese = [
  '一个回答在第一个字出现之前要经过许多步骤：浏览器发送消息，服务器确认身份、读取历史、回忆已知内容、编写提示词、建立连接，然后等待模型。每一步都可以测量，每一步都可能是最慢的那一步。',
  '最慢的往往是模型。推理模型先思考再开口，思考所花的时间不比回答少。问题很短的时候，立即开口的小模型也许更合适。',
  '连接只需要建立一次。如果在用户还在输入时就建立好，发送消息时握手已经完成，剩下的只有往返服务商的时间。',
  '记忆必须够快，否则就留到下一轮。模型开口之后才到的事实没有用处，所以回忆有期限，过时不候。',
  '平均值掩盖了人们真正记住的事：二十次里有一次，半分钟毫无动静。因此要看百分位数，诊断也从最慢的几轮开始。',
  '流式输出并不会让回答更快，却能让等待更短。读者看到第一个字就可以开始读，平稳的节奏比一整页突然出现更容易跟上。',
]

/** A long text about the time to the first token, with these sections distributed over it. */
export function essay(
  subject: string,
  language: Language,
  sections: string[],
  tokens: number,
  random: Random,
): string {
  const paragraphs = inLanguage(language, english, chinese)
  const parts = [inLanguage(language, `## On “${subject}”`, `## 关于“${subject}”`)]
  let written = countTokens(parts.join(''))
  let next = Math.floor(random() * paragraphs.length)
  for (let index = 0; written < tokens; index += 1, next += 1) {
    const isHeading = index % 3 === 0
    const number = Math.floor(index / 3) + 1
    const heading = inLanguage(language, `### Part ${number}`, `### 第 ${number} 部分`)
    const section = index % 3 === 1 ? sections[number % Math.max(1, sections.length)] : undefined
    const part = [
      isHeading ? heading : '',
      paragraphs[next % paragraphs.length] ?? '',
      section ?? '',
    ]
      .filter(Boolean)
      .join('\n\n')
    parts.push(part)
    written += countTokens(part)
  }
  return parts.join('\n\n')
}
