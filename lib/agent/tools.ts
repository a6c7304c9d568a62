import type { z } from 'zod'
import type { ToolDefinition } from '#lib/providers/model-port.ts'

/** A tool that an agent may call. Its output is sent to the model as JSON. */
export interface Tool extends ToolDefinition {
  /** Checks the input and runs; throws an error whose message the model should read. */
  run(input: unknown, signal: AbortSignal): Promise<unknown>
}

/** Creates a tool from a zod schema, which describes and checks its input. */
export function defineTool<T extends z.ZodType>(options: {
  name: string
  description: string
  input: T
  toJsonSchema: (schema: T) => Record<string, unknown>
  run: (input: z.infer<T>, signal: AbortSignal) => Promise<unknown>
}): Tool {
  return {
    name: options.name,
    description: options.description,
    inputSchema: options.toJsonSchema(options.input),
    run: (input, signal) => options.run(options.input.parse(input), signal),
  }
}
