import type { ChatRequest } from '../chat-request.ts'
import { chatSummary } from '../jobs/chat-summary.ts'
import { chatTitle } from '../jobs/chat-title.ts'
import { extractFacts } from '../jobs/extract-facts.ts'
import { fillSchema } from '../jobs/fill-schema.ts'
import type { Random } from '../seeded-random.ts'
import { answerInText } from './answer-in-text.ts'
import { chooseTool } from './choose-tool.ts'
import { type ReadPrompt, readPrompt } from './read-prompt.ts'
import { reasoningAbout } from './reasoning.ts'
import type { ToolCall } from './tool-call.ts'

export interface Answer {
  text: string
  /** Empty for models that do not reason. */
  reasoning: string
  toolCall: ToolCall | null
}

/** Composes a demo model's answer from templates, memories, history and tools. */
export function composeAnswer(request: ChatRequest, random: Random, hasReasoning: boolean): Answer {
  const prompt = readPrompt(request.messages)
  const job = answerToJob(request, prompt)
  if (job !== null) return { text: job, reasoning: '', toolCall: null }

  const toolCall = chooseTool(request, prompt, random)
  const reasoning = hasReasoning ? reasoningAbout(prompt, toolCall?.name ?? null) : ''
  if (toolCall) return { text: '', reasoning, toolCall }
  return { text: answerInText(prompt, random), reasoning, toolCall: null }
}

/**
 * Answers background jobs of Lumos, recognised by their first line, and other structured requests.
 */
function answerToJob({ jsonSchema }: ChatRequest, prompt: ReadPrompt): string | null {
  if (prompt.system.includes('Lumos memory extraction')) {
    return JSON.stringify({ facts: extractFacts(prompt.question) })
  }
  if (prompt.system.includes('Lumos chat title')) return chatTitle(prompt.question)
  if (prompt.system.includes('Lumos chat summary')) return chatSummary(prompt.question)
  if (jsonSchema) return JSON.stringify(fillSchema(asObject(jsonSchema), () => prompt.question))
  return null
}

/** Replaces the empty schema of `json_object` by an object with one text. */
function asObject(schema: Record<string, unknown>) {
  if (Object.keys(schema).length > 0) return schema
  return { type: 'object', properties: { answer: { type: 'string' } }, required: ['answer'] }
}
