import type { z } from 'zod'
import type { ToolDefinition } from '#lib/providers/model-port.ts'

/** A tool that an agent may call. Its output goes to the model as JSON. */
export interface Tool extends ToolDefinition {
  /** Checks the input and runs; throws to tell the model what is wrong. */
  run(input: unknown, signal: AbortSignal): Promise<unknown>
}

/** Makes a tool from a zod schema, which both describes and checks its input. */
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
