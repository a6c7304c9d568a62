import type { AgentEvent } from '#lib/contracts/agent-event.ts'
import type { PromptMessage } from '#lib/providers/model-port.ts'
import type { Tool } from './tools.ts'

/** Calls of one step that are run, at most; the rest is dropped. */
export const mostCalls = 32
/** A tool that takes longer has failed, for the model and its reader. */
const longestCallMs = 30_000

export interface ToolCall {
  id: string
  name: string
  input: unknown
  /** Why the model's arguments could not be read. */
  inputError?: string
}

/**
 * Runs each call once, together, and returns their results as messages for the model.
 * What goes wrong is told to the model, so that it can correct itself.
 */
export async function* callTools(
  tools: Tool[],
  calls: ToolCall[],
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, PromptMessage[]> {
  for (const { id, name, input } of calls) {
    yield { type: 'tool-call-started', toolCallId: id, toolName: name, input: input ?? null }
  }
  const results = await Promise.all(calls.map((call) => callTool(tools, call, signal)))
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
    // Not every tool hears the signal.
    return { output: await Promise.race([over.promise, tool.run(call.input, limit)]) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  } finally {
    limit.removeEventListener('abort', giveUp)
  }
}
