import type { Random } from '../seeded-random.ts'
import { calculation, counting, dictated } from './exact-answers.ts'
import { excerpt } from './excerpt.ts'
import { answerWithFeatures } from './features.ts'
import { inLanguage } from './language.ts'
import { capitalise, toSecondPerson } from './person.ts'
import type { ReadPrompt } from './read-prompt.ts'
import { type Recollection, recallNearest, recallTopic, statementsAboutMe } from './recall-facts.ts'
import { samples } from './samples.ts'

/** The answer of a demo model, in Markdown. */
export function answerInText(prompt: ReadPrompt, random: Random): string {
  const { question, language } = prompt
  return (
    toolAnswer(prompt) ??
    dictated(question) ??
    counting(question) ??
    acknowledgement(prompt) ??
    tell(recallTopic(prompt), prompt) ??
    answerWithFeatures(prompt, random) ??
    calculation(question, language) ??
    tell(recallNearest(prompt), prompt) ??
    withMemories(samples[language].other(excerpt(question)), prompt)
  )
}

function toolAnswer({ toolResults, language }: ReadPrompt): string | null {
  if (toolResults.length === 0) return null
  const blocks = toolResults.map(({ name, text }) => {
    const intro = inLanguage(
      language,
      `The tool \`${name}\` answered:`,
      `工具 \`${name}\` 的结果：`,
    )
    return `${intro}\n\n\`\`\`json\n${pretty(text)}\n\`\`\``
  })
  return blocks.join('\n\n')
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** Answers a question about the user; null for any other question. */
function tell(recollection: Recollection, { language }: ReadPrompt): string | null {
  if (recollection.kind === 'other') return null
  if (recollection.kind === 'nothing') {
    return inLanguage(
      language,
      'You have not told me that yet. Tell me, and I will know it in your next chats too; what I keep stands under **Memories**.',
      '你还没有告诉过我。告诉我，下次对话时我也会知道；保存的内容在**记忆**页面。',
    )
  }
  const { facts, isEverything } = recollection
  const [only = ''] = facts
  if (facts.length === 1 && !isEverything) {
    return /\p{sc=Han}/u.test(only) ? `${only}。` : `${capitalise(only)}.`
  }
  const list = facts.map((fact) => `- ${capitalise(fact)}`).join('\n')
  return inLanguage(
    language,
    `This is what I know about you:\n\n${list}\n\nYou can change it under **Memories**.`,
    `我知道这些：\n\n${list}\n\n你可以在**记忆**页面修改。`,
  )
}

/** Replies when the user only states a fact about themselves. */
function acknowledgement({ question, language }: ReadPrompt): string | null {
  const statements = statementsAboutMe(question)
  const isCommand = /^\s*(?:please\s+)?remember\b|^\s*请?(?:帮我)?记住/i.test(question)
  if (isCommand && statements.length === 0) return samples[language].remember('')
  if (statements.length === 0 || /[?？]/.test(question)) return null
  const name =
    /\b[Mm]y name is (\p{Lu}[\p{L}-]*)|我(?:的名字)?(?:叫|是)(\p{sc=Han}{2,3})(?:$|[，。,.])/u.exec(
      question,
    )
  const greeting = name
    ? inLanguage(
        language,
        `Nice to meet you, ${name[1] ?? name[2]}! `,
        `很高兴认识你，${name[2] ?? name[1]}！`,
      )
    : ''
  const facts = statements.map((statement) => toSecondPerson(statement))
  return inLanguage(
    language,
    `${greeting}Noted: ${facts.join(', and ')}. I will know it in your next chats too; you can see and change it under **Memories**.`,
    `${greeting}记下了：${facts.join('，')}。下次对话时我也会知道；你可以在**记忆**页面查看和修改。`,
  )
}

/** Adds a memory to the answer, which shows that memories reached the model. */
function withMemories(text: string, { memories, language }: ReadPrompt): string {
  if (memories.length === 0) return text
  const facts = memories.slice(0, 3).map((memory) => toSecondPerson(memory.replace(/[.。]+$/, '')))
  const note = inLanguage(
    language,
    `I kept in mind what I know about you: ${facts.join('; ')}.`,
    `我考虑到了关于你的信息：${facts.join('；')}。`,
  )
  return `${text}\n\n${note}`
}
