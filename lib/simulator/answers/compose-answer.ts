import type { ChatMessage, ChatRequest } from '../chat-request.ts'
import type { ToolCall } from '../demo-model.ts'
import type { Random } from '../seeded-random.ts'
import { chooseTool } from './choose-tool.ts'
import { extractFacts } from './extract-facts.ts'
import { findKnownFacts } from './known-facts.ts'
import { isChinese, type SampleKind, samples } from './samples.ts'

export interface Answer {
  text: string
  /** Empty for models that do not reason. */
  reasoning: string
  toolCall: ToolCall | null
}

/** What a simulated model says to a request: made of its own words, memories, history and tools. */
export function composeAnswer(request: ChatRequest, random: Random, hasReasoning: boolean): Answer {
  const question = lastText(request.messages, 'user')
  const system = request.messages
    .filter(({ role }) => role === 'system')
    .map(({ text }) => text)
    .join('\n')
  const only = (text: string): Answer => ({ text, reasoning: '', toolCall: null })
  if (system.includes('Lumos memory extraction'))
    return only(JSON.stringify({ facts: extractFacts(question) }))
  if (system.includes('Lumos chat title')) return only(titleOf(question))

  const toolCall = chooseTool(request, random)
  if (toolCall) return { text: '', reasoning: '', toolCall }
  const text = answerOf(request, question, system)
  return { text, reasoning: hasReasoning ? reasoningAbout(question) : '', toolCall: null }
}

function answerOf(request: ChatRequest, question: string, system: string): string {
  const chinese = isChinese(question)
  const result = request.messages.at(-1)?.role === 'tool' ? lastText(request.messages, 'tool') : ''
  if (result)
    return chinese
      ? `工具给出的结果是：\n\n\`\`\`json\n${result}\n\`\`\``
      : `The tool answered:\n\n\`\`\`json\n${result}\n\`\`\``
  const earlier = request.messages
    .filter(({ role }) => role === 'user')
    .slice(0, -1)
    .map(({ text }) => text)
  const known = findKnownFacts(question, system, earlier)
  if (known.length > 0) return tellFacts(known, chinese)
  const kind = kindOf(question)
  return samples[chinese ? 'zh' : 'en'][kind](excerpt(question))
}

function tellFacts(facts: string[], chinese: boolean): string {
  if (facts.length === 1) return chinese ? `我记得：${facts[0]}` : `I remember: ${facts[0]}`
  const list = facts.map((fact) => `- ${fact}`).join('\n')
  return chinese ? `我记得这些：\n\n${list}` : `This is what I remember:\n\n${list}`
}

const kinds: [SampleKind, RegExp][] = [
  ['remember', /^\s*(please\s+)?remember\b|^\s*请?记住/i],
  ['table', /\btable\b|\bcompare\b|表格|比较|对比/i],
  ['code', /\bcode\b|\bfunction\b|\bscript\b|typescript|python|代码|函数/i],
  ['formula', /\bformula\b|\bintegral\b|\bequation\b|\bmath\b|公式|积分|方程/i],
  ['long', /\blong\b|\bessay\b|\bdetailed\b|\bstory\b|详细|长文|文章|故事/i],
  ['list', /\blist\b|\bsteps\b|\btips\b|列表|步骤|建议/i],
  ['latency', /\bttfb\b|first token|latency|waterfall|延迟|首个词元|等/i],
  ['greeting', /^\s*(hi|hello|hey|good (morning|evening))\b|你好|您好|嗨/i],
]

function kindOf(question: string): SampleKind {
  return kinds.find(([, pattern]) => pattern.test(question))?.[0] ?? 'other'
}

function reasoningAbout(question: string): string {
  const words = excerpt(question)
  return isChinese(question)
    ? `用户说：“${words}”。先弄清楚他想要什么，再想想哪些信息有用，然后组织一个清楚的回答。我只是一个模拟模型，所以这段思考也是模拟的。`
    : `The user says: “${words}”. First I find out what is wanted, then which facts help, then how to put them in order. I am a simulated model, so these thoughts are simulated too.`
}

function titleOf(question: string): string {
  if (isChinese(question)) return [...question.replaceAll(/[\p{P}\s]/gu, '')].slice(0, 10).join('')
  const words = question
    .replaceAll(/[^\p{L}\p{N}\s'-]/gu, ' ')
    .trim()
    .split(/\s+/)
    .slice(0, 5)
  const title = words.join(' ')
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`
}

function lastText(messages: ChatMessage[], role: string): string {
  return messages.findLast((message) => message.role === role)?.text ?? ''
}

function excerpt(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ')
  const characters = [...line]
  return characters.length > 80 ? `${characters.slice(0, 79).join('')}…` : line
}
