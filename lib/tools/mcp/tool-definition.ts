import { createHash } from 'node:crypto'
import type { ListToolsResult } from '@ai-sdk/mcp'
import type { McpApproval } from '#lib/contracts/agents/mcp-server.ts'
import { isRecord } from '#lib/contracts/is-record.ts'
import { cleanText } from '../clean-text.ts'

/** A tool of an MCP server that models can be offered. */
export interface McpTool {
  /** Its name at the server. */
  name: string
  description: string
  inputSchema: Record<string, unknown>
  /** Whether the server marks it as reading only. */
  readOnly: boolean
  /** A hash of name, description and schema. */
  fingerprint: string
}

const mostTools = 100
const longestDescription = 2_000
const longestSchema = 20_000
const longestName = 200

/** The tools that are fit for a model, sorted by name so that prompts stay the same. */
export function readTools(tools: ListToolsResult['tools']): McpTool[] {
  const found = new Map(
    tools.flatMap((tool) => readTool(tool) ?? []).map((tool) => [tool.name, tool]),
  )
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, mostTools)
}

function readTool(tool: ListToolsResult['tools'][number]): McpTool | null {
  const { $schema: _, ...schema }: Record<string, unknown> = tool.inputSchema
  const text = JSON.stringify(schema)
  const isFit = tool.name !== '' && tool.name.length <= longestName
  if (!isFit || text.length > longestSchema || !isObjectSchema(schema)) return null
  const description = cleanText(tool.description ?? tool.title ?? '', longestDescription)
  return {
    name: tool.name,
    description,
    inputSchema: { properties: {}, ...schema, type: 'object' },
    readOnly: tool.annotations?.readOnlyHint === true,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([tool.name, description, text, tool.annotations?.readOnlyHint]))
      .digest('base64url')
      .slice(0, 16),
  }
}

/** Whether a person approves the calls of a tool. */
export function needsApproval(approval: McpApproval, { readOnly }: McpTool): boolean {
  return approval === 'always' || (approval === 'writes' && !readOnly)
}

const types = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']
const deepest = 20

/** Providers refuse the whole request for a schema that is none. */
function isObjectSchema(schema: Record<string, unknown>): boolean {
  return (schema.type ?? 'object') === 'object' && isSchema(schema, 0)
}

function isSchema(schema: unknown, depth: number): boolean {
  if (typeof schema === 'boolean') return true
  if (!isRecord(schema) || depth > deepest) return false
  const { type, properties, items, required, enum: values, anyOf, oneOf, allOf } = schema
  const all = (list: unknown) =>
    list === undefined || (Array.isArray(list) && list.every((each) => isSchema(each, depth + 1)))
  return (
    [type ?? 'object'].flat().every((name) => types.includes(name as string)) &&
    (properties === undefined || (isRecord(properties) && all(Object.values(properties)))) &&
    (items === undefined || (Array.isArray(items) ? all(items) : isSchema(items, depth + 1))) &&
    (required === undefined ||
      (Array.isArray(required) && required.every((name) => typeof name === 'string'))) &&
    (values === undefined || Array.isArray(values)) &&
    [anyOf, oneOf, allOf].every(all)
  )
}
