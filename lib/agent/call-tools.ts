import type { AgentEvent } from '#lib/contracts/chat/agent-event.ts'
import type { StageClock } from '#lib/latency/stage-clock.ts'
import type { PromptMessage } from '#lib/providers/model-port.ts'
import type { Cite, Tool } from '#lib/tools/tool.ts'
import { citeInto } from './cite-into.ts'

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

/** What the calls of a turn share. */
export interface ToolBench {
  tools: Tool[]
  clock: Pick<StageClock, 'begin'>
  /** How long each call of the turn took, milliseconds by its id; new ones are added. */
  toolMs: Record<string, number>
  /** Addresses of the turn's sources; new ones are added. */
  sources: Set<string>
}

/**
 * Runs the calls in parallel and returns their results as messages for the model. An error is
 * returned to the model as the call's result, so that it can correct itself.
 */
export async function* callTools(
  bench: ToolBench,
  calls: ToolCall[],
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, PromptMessage[]> {
  for (const call of calls) yield startedEvent(bench.tools, call)
  return yield* runCalls(bench, calls, signal)
}

/** Like `callTools`, for calls that the reader has seen already. */
export async function* runCalls(
  { tools, clock, toolMs, sources }: ToolBench,
  calls: ToolCall[],
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, PromptMessage[]> {
  const startMs = performance.now()
  const { cite, cited } = citeInto(sources)
  const results = await Promise.all(
    calls.map(async (call) => {
      const end = clock.begin('tool', call.name)
      const result = await callTool(tools, call, signal, cite)
      end()
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
  for (const source of cited) yield { type: 'source-found', source }
  return results.map((result, index) => resultMessage(calls[index]?.id ?? '', result))
}

export function startedEvent(tools: Tool[], { id, name, input }: ToolCall): AgentEvent {
  const origin = tools.find((tool) => tool.name === name)?.origin
  return {
    type: 'tool-call-started',
    toolCallId: id,
    toolName: name,
    input: input ?? null,
    ...(origin && { origin }),
  }
}

export type ToolResult = { output: unknown } | { error: string }

/** A call's result for the model. */
export function resultMessage(toolCallId: string, result: ToolResult): PromptMessage {
  const value = 'error' in result ? { error: result.error } : (result.output ?? null)
  return { role: 'tool', toolCallId, content: JSON.stringify(value) }
}

async function callTool(
  tools: Tool[],
  call: ToolCall,
  signal: AbortSignal,
  cite: Cite,
): Promise<ToolResult> {
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
    return { output: await Promise.race([over.promise, tool.run(call.input, limit, cite)]) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  } finally {
    limit.removeEventListener('abort', giveUp)
  }
}
