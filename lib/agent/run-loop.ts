import type { AgentEvent, FinishReason, TokenUsage } from '#lib/contracts/chat/agent-event.ts'
import type { Tool } from '#lib/tools/tool.ts'
import { answerApprovals } from './answer-approvals.ts'
import { callTools, mostCalls, startedEvent, type ToolBench, type ToolCall } from './call-tools.ts'
import { createFirstTokenClock } from './first-token-clock.ts'
import { runStep } from './model-step.ts'
import type { RunInput } from './run-input.ts'
import { addUsage, turnTiming } from './turn-timing.ts'

/**
 * The largest number of model calls in a turn. The last one gets no tools, so the turn ends in
 * text.
 */
const maxSteps = 8

/**
 * Runs an agent for one turn: model, tools, model, … Ends with exactly one terminal event and
 * never throws. Aborting the signal stops the model's request and ends with `agent-stopped`.
 */
export async function* runAgent(input: RunInput, signal: AbortSignal): AsyncGenerator<AgentEvent> {
  const firstToken = createFirstTokenClock(input.clock)
  const { steps } = input
  const usage: TokenUsage = { inputTokens: null, outputTokens: null }
  const timing = () => turnTiming(input, firstToken, usage)
  const startedMs = input.clock.elapsedMs()
  const sources = new Set(input.citedUrls)
  const bench: ToolBench = { tools: input.tools, clock: input.clock, toolMs: {}, sources }

  let hasText = input.prefixText !== ''
  if (input.answered) steps.push(...(yield* answerApprovals(bench, input.answered, signal)))
  for (let number = 1; ; number += 1) {
    const isLast = number === maxSteps
    const spentMs = input.clock.elapsedMs() - startedMs
    const messages = [...input.messages, ...steps]
    const step = { messages, isLast, spentMs, hasText, sources, firstToken }
    const answer = yield* runStep(input, step, signal)
    const { ending } = answer
    hasText = answer.hasText
    firstToken.end()
    if (signal.aborted) {
      const reason = signal.reason === 'shutdown' ? 'shutdown' : 'user'
      return yield { type: 'agent-stopped', reason, timing: timing() }
    }
    if (ending.type === 'error') {
      const { code, message, retryable } = ending.failure
      return yield { type: 'error', code, message, retryable, timing: timing() }
    }
    addUsage(usage, ending.usage)
    yield { type: 'step-completed', finishReason: ending.reason, usage: ending.usage }
    if (ending.words) yield { type: 'metadata', key: 'finishWords', value: ending.words }

    const callersNames = new Set(input.callersTools?.map(({ name }) => name))
    if (answer.calls.some(({ name }) => callersNames.has(name))) {
      for (const call of answer.calls) {
        const { id: toolCallId, name: toolName } = call
        yield { type: 'tool-call-started', toolCallId, toolName, input: call.input }
      }
      return yield {
        type: 'generation-completed',
        finishReason: 'tool-calls',
        usage,
        timing: timing(),
      }
    }
    const goesOn = answer.calls.length > 0 || ending.reason === 'paused'
    if (!goesOn || isLast) {
      const finishReason: FinishReason = isLast ? 'step-limit' : ending.reason
      return yield { type: 'generation-completed', finishReason, usage, timing: timing() }
    }
    // Further calls are neither run nor shown, and the model is not told that it asked for them.
    const calls = answer.calls.slice(0, mostCalls)
    const [free, waiting] = split(calls, (call) => !needsApproval(input.tools, call))
    const isWhole = calls.length === answer.calls.length
    steps.push({
      role: 'assistant',
      content: answer.text,
      ...(calls.length > 0 && { toolCalls: calls.map(asPromptCall) }),
      ...(answer.carried && isWhole && { carried: answer.carried }),
    })
    steps.push(...(yield* callTools(bench, free, signal)))
    if (waiting.length === 0) continue
    for (const call of waiting) {
      yield startedEvent(input.tools, call)
      const approvalId = crypto.randomUUID()
      yield { type: 'tool-approval-requested', toolCallId: call.id, approvalId }
    }
    return yield { type: 'generation-completed', finishReason: 'approval', usage, timing: timing() }
  }
}

function needsApproval(tools: Tool[], { name, inputError }: ToolCall): boolean {
  const tool = tools.find((each) => each.name === name)
  return tool?.needsApproval === true && inputError === undefined
}

function split<T>(items: T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))]
}

function asPromptCall(call: ToolCall) {
  return { id: call.id, name: call.name, arguments: JSON.stringify(call.input ?? {}) }
}
