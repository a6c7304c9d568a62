import { z } from 'zod'
import {
  type McpServer,
  mcpApprovals,
  type mcpServerCreateSchema,
  mcpServerPatchSchema,
  mcpTransports,
} from '#lib/contracts/agents/mcp-server.ts'

/** The form's values. Headers, environment and arguments are lines of text until they are sent. */
export const mcpFormSchema = z.object({
  name: mcpServerPatchSchema.shape.name.unwrap(),
  transport: z.enum(mcpTransports),
  url: z.string().trim().max(500),
  headers: z.string().max(20_000),
  command: z.string().trim().max(2_000),
  args: z.string().max(20_000),
  env: z.string().max(50_000),
  approval: z.enum(mcpApprovals),
})
export type McpFormValues = z.infer<typeof mcpFormSchema>

export function formValuesOf(server: McpServer | undefined): McpFormValues {
  return {
    name: server?.name ?? '',
    transport: server?.transport ?? 'http',
    url: server?.url ?? '',
    headers: '',
    command: server?.command ?? '',
    args: server?.args.join('\n') ?? '',
    env: '',
    approval: server?.approval ?? 'writes',
  }
}

/** The body of `POST`. */
export function mcpCreateBody(values: McpFormValues) {
  const { name, approval, transport } = values
  return { name, approval, transport, ...connectionOf(values) } satisfies z.input<
    typeof mcpServerCreateSchema
  >
}

/** The body of `PATCH`. Secrets are replaced only if some were typed. */
export function mcpPatchBody(values: McpFormValues) {
  const { name, approval } = values
  return { name, approval, ...connectionOf(values) } satisfies z.input<typeof mcpServerPatchSchema>
}

function connectionOf({ transport, url, headers, command, args, env }: McpFormValues) {
  if (transport === 'http') {
    return { url, ...(headers.trim() && { headers: pairsOf(headers, ':') }) }
  }
  return { command, args: linesOf(args), ...(env.trim() && { env: pairsOf(env, '=') }) }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** `Name: value` or `NAME=value` on each line. */
function pairsOf(text: string, mark: ':' | '='): Record<string, string> {
  return Object.fromEntries(
    linesOf(text).map((line) => {
      const at = line.indexOf(mark)
      return at === -1 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()]
    }),
  )
}
