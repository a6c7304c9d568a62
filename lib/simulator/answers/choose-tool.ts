import type { ChatRequest, ToolSpec } from '../chat-request.ts'
import type { ToolCall } from '../demo-model.ts'
import type { Random } from '../seeded-random.ts'

const hints: [RegExp, RegExp][] = [
  [/time|date/i, /what time|what date|which day|today|几点|日期|今天/i],
  [/search/i, /search|look up|find in|搜索|查找/i],
  [/save|remember/i, /remember|save|记住|保存/i],
]

/** The tool that fits the question, called once; null when none does or its result is there. */
export function chooseTool(request: ChatRequest, random: Random): ToolCall | null {
  const { messages, tools, toolChoice } = request
  if (toolChoice === 'none' || messages.at(-1)?.role !== 'user') return null
  const question = messages.at(-1)?.text ?? ''
  const named = tools.find(({ name }) => name === toolChoice)
  const tool = named ?? (toolChoice === 'required' ? tools[0] : fittingTool(tools, question))
  if (!tool) return null
  const id = `call_${Math.floor(random() * 0xffffffff).toString(36)}`
  return { id, name: tool.name, arguments: JSON.stringify(argumentsOf(tool, question)) }
}

function fittingTool(tools: ToolSpec[], question: string): ToolSpec | undefined {
  return tools.find(({ name }) =>
    hints.some(([toolPattern, wish]) => toolPattern.test(name) && wish.test(question)),
  )
}

/** The question for every text that the tool needs. */
function argumentsOf({ parameters }: ToolSpec, question: string): Record<string, unknown> {
  const required = Array.isArray(parameters.required) ? parameters.required.map(String) : []
  return Object.fromEntries(required.map((name) => [name, question]))
}
