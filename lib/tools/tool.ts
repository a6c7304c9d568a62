import type { z } from 'zod'
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

/** Creates a tool from a zod schema, which describes and checks its input. */
export function defineTool<T extends z.ZodType>(options: {
  name: string
  description: string
  input: T
  toJsonSchema: (schema: T) => Record<string, unknown>
  run: (input: z.infer<T>, signal: AbortSignal, cite: Cite) => Promise<unknown>
}): Tool {
  return {
    name: options.name,
    description: options.description,
    inputSchema: options.toJsonSchema(options.input),
    run: (input, signal, cite) => options.run(options.input.parse(input), signal, cite),
  }
}
