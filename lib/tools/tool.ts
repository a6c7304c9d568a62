import { z } from 'zod'
import type { AnswerSource, ToolOrigin } from '#lib/contracts/chat/agent-event.ts'
import type { ToolDefinition } from '#lib/providers/model-port.ts'

/** A tool that an agent may call. Its output is sent to the model as JSON. */
export interface Tool extends ToolDefinition {
  /** Where it comes from; undefined for a built-in tool. */
  origin?: ToolOrigin
  /** Whether a person has to approve each call. */
  needsApproval?: boolean
  /** Checks the input and runs; throws an error whose message the model should read. */
  run(input: unknown, signal: AbortSignal, cite: Cite): Promise<unknown>
}

/** Adds a page to the answer's sources. @returns its number, by which the model cites it */
export type Cite = (source: AnswerSource) => number

/**
 * Declares a tool, once for all turns: a JSON schema takes long to make.
 * @param input describes and checks what the model gives
 * @returns makes the tool of a turn from what its calls do
 */
export function defineTool<T extends z.ZodType>({
  name,
  description,
  input,
}: {
  name: string
  description: string
  input: T
}): (run: (input: z.infer<T>, signal: AbortSignal, cite: Cite) => Promise<unknown>) => Tool {
  const definition = { name, description, inputSchema: z.toJSONSchema(input) }
  return (run) => ({
    ...definition,
    run: (given, signal, cite) => run(input.parse(given), signal, cite),
  })
}
