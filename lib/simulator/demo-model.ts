import { type Answer, composeAnswer } from './answers/compose-answer.ts'
import type { ToolCall } from './answers/tool-call.ts'
import type { ChatRequest } from './chat-request.ts'
import type { ContinuedAnswer } from './continued-answer.ts'
import type { DemoProfile } from './model-names.ts'
import type { Script, Segment } from './script.ts'
import { between, type Random, seededRandom } from './seeded-random.ts'
import { splitTokens } from './tokens.ts'

/** Builds a demo model's answer, word by word at the model's pace. */
export function scriptOfDemoModel(
  profile: DemoProfile,
  request: ChatRequest,
  draws: {
    random: Random
    timeScale: number
    promptTokens: number
    continued: ContinuedAnswer | null
  },
): Script {
  const { random, timeScale, promptTokens } = draws
  const drawMs = (range: readonly [number, number]) => between(random, range) / timeScale
  const connectMs = drawMs(profile.connectMs)
  const firstTokenMs = drawMs(profile.firstTokenMs)
  const gapMs = drawMs(profile.gapMs)
  const reasoningMs = profile.reasoningMs ? drawMs(profile.reasoningMs) : 0

  const hasReasoning = profile.reasoningMs !== null
  const answer = draws.continued
    ? goOn(request, draws.continued, hasReasoning)
    : composeAnswer(request, random, hasReasoning)
  const all = splitTokens(answer.text)
  const tokens = request.maxTokens === null ? all : all.slice(0, request.maxTokens)
  const reasoning = splitTokens(answer.reasoning)
  const segments: Segment[] = [
    {
      atMs: firstTokenMs - reasoningMs,
      gapMs: reasoningMs / Math.max(1, reasoning.length),
      deltas: reasoning.map((text) => JSON.stringify({ reasoning_content: text })),
      count: reasoning.length,
    },
    {
      atMs: firstTokenMs,
      gapMs,
      deltas: answer.toolCall
        ? toolCallDeltas(answer.toolCall)
        : tokens.map((text) => JSON.stringify({ content: text })),
      count: answer.toolCall ? toolCallDeltas(answer.toolCall).length : tokens.length,
    },
  ]
  const isCut = tokens.length < all.length
  return {
    connectMs: Math.min(connectMs, firstTokenMs),
    segments: segments.filter(({ count }) => count > 0),
    finishReason: answer.toolCall ? 'tool_calls' : isCut ? 'length' : 'stop',
    usage: {
      promptTokens,
      completionTokens: segments.reduce((sum, { count }) => sum + count, 0),
      reasoningTokens: reasoning.length,
    },
    message: () => ({
      role: 'assistant',
      content: answer.toolCall ? null : tokens.join(''),
      ...(answer.reasoning && { reasoning_content: answer.reasoning }),
      ...(answer.toolCall && { tool_calls: [toolCallBody(answer.toolCall)] }),
    }),
    failure: null,
  }
}

/** Number of seeds after which every variant of an answer has been composed. */
const mostDraws = 64

/**
 * Continues an answer: composes answers to the same question until one begins with the given text.
 */
function goOn(
  request: ChatRequest,
  { textSoFar, before }: ContinuedAnswer,
  hasReasoning: boolean,
): Answer {
  for (let seed = 0; seed < mostDraws; seed += 1) {
    const answer = composeAnswer({ ...request, messages: before }, seededRandom(seed), hasReasoning)
    if (answer.text.startsWith(textSoFar))
      return { ...answer, text: answer.text.slice(textSoFar.length) }
  }
  return composeAnswer(request, seededRandom(0), hasReasoning)
}

function toolCallBody({ id, name, arguments: json }: ToolCall) {
  return { id, type: 'function', function: { name, arguments: json } }
}

/** Sends the name first, then the arguments in pieces, as OpenAI does. */
function toolCallDeltas(call: ToolCall): string[] {
  const pieces = call.arguments.match(/.{1,12}/gsu) ?? []
  return [
    JSON.stringify({ tool_calls: [{ index: 0, ...toolCallBody({ ...call, arguments: '' }) }] }),
    ...pieces.map((text) =>
      JSON.stringify({ tool_calls: [{ index: 0, function: { arguments: text } }] }),
    ),
  ]
}
