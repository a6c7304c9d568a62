import type { AgentEvent } from '#lib/contracts/agent-event.ts'
import type { PromptMessage } from '#lib/providers/model-port.ts'
import type { Tool } from './tools.ts'

/** The largest number of calls that one step runs; further calls are dropped. */
export const mostCalls = 32
/** A tool call that takes longer is reported as failed, to the model and to the reader. */
const longestCallMs = 30_000

export interface ToolCall {
  id: string
  name: string
  input: unknown
  /** Why the model's arguments could not be parsed. */
  inputError?: string
}

/**
 * Runs the calls in parallel and returns their results as messages for the model. An error is
 * returned to the model as the call's result, so that it can correct itself.
 * @param toolMs how long each call of the turn took, milliseconds by its id; the step's are added
 */
export async function* callTools(
  tools: Tool[],
  calls: ToolCall[],
  signal: AbortSignal,
  toolMs: Record<string, number> = {},
): AsyncGenerator<AgentEvent, PromptMessage[]> {
  for (const { id, name, input } of calls) {
    yield { type: 'tool-call-started', toolCallId: id, toolName: name, input: input ?? null }
  }
  const startMs = performance.now()
  const results = await Promise.all(
    calls.map(async (call) => {
      const result = await callTool(tools, call, signal)
      toolMs[call.id] = Math.round(performance.now() - startMs)
      return result
    }),
  )
  yield { type: 'metadata', key: 'toolMs', value: { ...toolMs } }
  for (const [index, result] of results.entries()) {
    const toolCallId = calls[index]?.id ?? ''
    yield 'error' in result
      ? { type: 'tool-call-failed', toolCallId, message: result.error }
      : { type: 'tool-call-completed', toolCallId, output: result.output }
  }
  return results.map((result, index) => ({
    role: 'tool' as const,
    toolCallId: calls[index]?.id ?? '',
    content: JSON.stringify('error' in result ? { error: result.error } : (result.output ?? null)),
  }))
}

type ToolResult = { output: unknown } | { error: string }

async function callTool(tools: Tool[], call: ToolCall, signal: AbortSignal): Promise<ToolResult> {
  const tool = tools.find(({ name }) => name === call.name)
  if (!tool) return { error: `There is no tool named "${call.name}".` }
  if (call.inputError) return { error: `The arguments could not be read: ${call.inputError}` }
  const limit = AbortSignal.any([signal, AbortSignal.timeout(longestCallMs)])
  const over = Promise.withResolvers<never>()
  const giveUp = () => over.reject(new Error(signal.aborted ? 'Stopped.' : 'It took too long.'))
  limit.addEventListener('abort', giveUp, { once: true })
  if (limit.aborted) giveUp()
  try {
    // Not every tool observes the signal.
    return { output: await Promise.race([over.promise, tool.run(call.input, limit)]) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  } finally {
    limit.removeEventListener('abort', giveUp)
  }
}
