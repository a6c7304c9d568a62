import { z } from 'zod'
import { hasNoCredentials, headersSchema } from '../models/provider.ts'

export const mcpTransports = ['http', 'stdio'] as const

/** Which calls a person approves: none, those of tools that are not marked as reading only, or all. */
export const mcpApprovals = ['never', 'writes', 'always'] as const
export type McpApproval = (typeof mcpApprovals)[number]

/** Why a turn goes without the tools of a server. */
export const leftOutReasons = ['connecting', 'unreachable', 'sign-in', 'not-allowed'] as const
export type LeftOutReason = (typeof leftOutReasons)[number]

/** A server whose tools a turn went without. */
export interface LeftOutServer {
  name: string
  reason: LeftOutReason
}

const line = z
  .string()
  .max(2_000)
  .regex(/^[^\0\r\n]*$/, 'must be one line')

const fields = {
  name: z.string().trim().min(1).max(60),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .max(500)
    .refine(hasNoCredentials, 'must not hold a user name or password: send them as a header'),
  /** A program, started without a shell. */
  command: line.min(1),
  args: z.array(line).max(50),
  env: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string().max(5_000)),
  headers: headersSchema,
  approval: z.enum(mcpApprovals),
}

export const mcpServerCreateSchema = z
  .strictObject({
    name: fields.name,
    transport: z.enum(mcpTransports).default('http'),
    url: fields.url.optional(),
    command: fields.command.optional(),
    args: fields.args.optional(),
    env: fields.env.optional(),
    headers: fields.headers.optional(),
    approval: fields.approval.default('writes'),
  })
  .superRefine(({ transport, ...given }, context) => {
    const [needed, unfit] =
      transport === 'http'
        ? (['url', ['command', 'args', 'env']] as const)
        : (['command', ['url', 'headers']] as const)
    if (given[needed] === undefined)
      context.addIssue({ code: 'custom', path: [needed], message: `is needed for ${transport}` })
    for (const name of unfit)
      if (given[name] !== undefined)
        context.addIssue({ code: 'custom', path: [name], message: `does not fit ${transport}` })
  })
export type McpServerCreate = z.infer<typeof mcpServerCreateSchema>

/** The transport stays; headers and environment are replaced as a whole. */
export const mcpServerPatchSchema = z.strictObject(fields).partial()
export type McpServerPatch = z.infer<typeof mcpServerPatchSchema>

export const mcpToolInfoSchema = z
  .object({
    name: z.string(),
    description: z.string(),
    readOnly: z.boolean().describe('Whether the server marks it as reading only.'),
  })
  .meta({ id: 'McpToolInfo' })
export type McpToolInfo = z.infer<typeof mcpToolInfoSchema>

/** What this process knows of a server's connection. */
export const mcpServerStatusSchema = z
  .object({
    state: z.enum(['ready', ...leftOutReasons]),
    tools: z.array(mcpToolInfoSchema),
    error: z.string().optional(),
  })
  .meta({ id: 'McpServerStatus' })
export type McpServerStatus = z.infer<typeof mcpServerStatusSchema>

/** A server as admins see it: without the values of headers and environment. */
export const mcpServerSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    transport: z.enum(mcpTransports),
    url: z.string().nullable(),
    command: z.string().nullable(),
    args: z.array(z.string()),
    headerNames: z.array(z.string()),
    envNames: z.array(z.string()),
    approval: z.enum(mcpApprovals),
    signedIn: z.boolean().describe('Whether an admin signed in at the server by OAuth.'),
    status: mcpServerStatusSchema,
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'McpServer' })
export type McpServer = z.infer<typeof mcpServerSchema>

export const mcpServerCheckSchema = z
  .object({
    ok: z.boolean(),
    tools: z.array(mcpToolInfoSchema),
    connectMs: z.number().nullable().describe('Until the list of tools was there, milliseconds.'),
    error: z.string().optional(),
    signInUrl: z
      .string()
      .optional()
      .describe('Where an admin signs in, for a server that asks for OAuth.'),
  })
  .meta({ id: 'McpServerCheck' })
export type McpServerCheck = z.infer<typeof mcpServerCheckSchema>
