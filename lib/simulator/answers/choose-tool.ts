import type { ChatRequest, ToolSpec } from '../chat-request.ts'
import { fillSchema } from '../jobs/fill-schema.ts'
import type { Random } from '../seeded-random.ts'
import { toThirdPerson } from './person.ts'
import type { ReadPrompt } from './read-prompt.ts'
import type { ToolCall } from './tool-call.ts'

/** Pairs of a pattern for tool names and a pattern for questions that call for such a tool. */
const kinds: { tool: RegExp; asks: RegExp }[] = [
  {
    tool: /time|date|clock/i,
    asks: /what(?:['’]s| is)? (?:the )?(?:time|date|day)|which day|current time|time is it|几点|几号|星期几|什么时间|现在时间|今天.{0,4}(?:日期|几)/i,
  },
  {
    tool: /(?:save|store|add|create).*(?:memor|fact)|remember/i,
    asks: /^(?:please\s+)?(?:remember|note|keep in mind)\b|^请?(?:帮我)?记住/i,
  },
  {
    tool: /(?:forget|delete|remove).*(?:memor|fact)|forget/i,
    asks: /^(?:please\s+)?forget\b|^请?忘(?:记|掉)/i,
  },
  {
    tool: /(?:search|recall|find|list).*memor/i,
    asks: /search (?:your|my|the) memor|搜索记忆|查.{0,2}记忆/i,
  },
  { tool: /weather|forecast/i, asks: /weather|forecast|天气/i },
  { tool: /calc|math|eval/i, asks: /\d\s*[-+*/×÷]\s*\d|calculate|计算/i },
  {
    tool: /search|browse|lookup/i,
    asks: /\b(?:search|look up|google|find out)\b|搜索|查一下|查找/i,
  },
]

/** Calls the tool that fits the question; null when none fits or its result is already present. */
export function chooseTool(
  request: ChatRequest,
  prompt: ReadPrompt,
  random: Random,
): ToolCall | null {
  const { tools, toolChoice } = request
  if (toolChoice === 'none' || prompt.toolResults.length > 0) return null
  const named = tools.find(({ name }) => name === toolChoice)
  const fitting = named ?? tools.find((tool) => isWanted(tool, prompt.question))
  const tool = fitting ?? (toolChoice === 'required' ? tools[0] : undefined)
  if (!tool) return null
  return {
    id: `call_${Math.floor(random() * 0xffffffff).toString(36)}`,
    name: tool.name,
    arguments: JSON.stringify(fillSchema(tool.parameters, (name) => guess(name, prompt.question))),
  }
}

function isWanted({ name }: ToolSpec, question: string): boolean {
  if (question.toLowerCase().includes(name.toLowerCase())) return true
  return kinds.some(({ tool, asks }) => tool.test(name) && asks.test(question))
}

/** Derives a text for a field of this name from the question. */
function guess(field: string, question: string): string {
  if (/zone/i.test(field)) return timeZoneIn(question)
  if (/city|location|place/i.test(field)) return placeIn(question)
  if (/express/i.test(field)) return /[\d\s().+\-*/×÷]*\d/.exec(question)?.[0]?.trim() ?? question
  if (/fact|memory|text|content/i.test(field)) {
    const fact = question
      .replace(/^(?:please\s+)?(?:remember|note|keep in mind|forget)(?:\s+that)?[\s:,]*/i, '')
      .replace(/^请?(?:帮我)?(?:记住|忘记|忘掉)[\s：，,]*/, '')
    return toThirdPerson(fact)
  }
  return question
}

const zones: [RegExp, string][] = [
  [/berlin|柏林/i, 'Europe/Berlin'],
  [/london|伦敦/i, 'Europe/London'],
  [/paris|巴黎/i, 'Europe/Paris'],
  [/new york|纽约/i, 'America/New_York'],
  [/tokyo|东京/i, 'Asia/Tokyo'],
  [/shanghai|beijing|china|上海|北京|中国/i, 'Asia/Shanghai'],
]

function timeZoneIn(question: string): string {
  const written = /\b[A-Z][a-z]+\/[A-Z][A-Za-z_]+\b/.exec(question)?.[0]
  return written ?? zones.find(([place]) => place.test(question))?.[1] ?? 'UTC'
}

function placeIn(question: string): string {
  const english = /\b(?:in|at|for) ([A-Z][\p{L}-]*(?: [A-Z][\p{L}-]*)*)/u.exec(question)?.[1]
  return (
    english ??
    /(?:^|[在查])([\p{sc=Han}]{2,4}?)(?:今天|明天|现在|的|天气)/u.exec(question)?.[1] ??
    question
  )
}
