import type { CallToolResult } from '@ai-sdk/mcp'
import { cleanText, withoutSecrets } from '../clean-text.ts'

/** The largest output of a call that a model and a reader get, characters. */
const longestOutput = 50_000

/**
 * The text of a call's result. Pictures, sound and files are named by type and size only: they
 * are a stranger's data that neither model nor page should load.
 * @throws Error with the server's text if it reports a failure
 */
export function toolOutput(result: CallToolResult, secrets: string[]): string {
  const { content, structuredContent, isError } = result as {
    content?: Content[]
    structuredContent?: unknown
    isError?: boolean
  }
  const parts = (content ?? []).map(textOf).filter(Boolean)
  if (parts.length === 0 && structuredContent !== undefined)
    parts.push(JSON.stringify(structuredContent))
  const text = withoutSecrets(cleanText(parts.join('\n\n'), longestOutput), secrets)
  if (isError) throw new Error(text || 'The tool reported a failure without a reason.')
  return text
}

interface Content {
  type: string
  text?: unknown
  data?: unknown
  mimeType?: unknown
  uri?: unknown
  name?: unknown
  resource?: { uri?: unknown; text?: unknown; blob?: unknown; mimeType?: unknown }
}

function textOf(part: Content): string {
  if (part.type === 'text') return String(part.text ?? '')
  if (part.type === 'resource_link') return `${part.name ?? 'Resource'}: ${part.uri}`
  if (part.type === 'resource') {
    const { uri, text, blob, mimeType } = part.resource ?? {}
    return typeof text === 'string' ? `${uri}\n${text}` : leftOut('file', mimeType, blob)
  }
  return leftOut(part.type, part.mimeType, part.data)
}

function leftOut(kind: string, mimeType: unknown, base64: unknown): string {
  const bytes = typeof base64 === 'string' ? Math.round(base64.length * 0.75) : 0
  return `[${kind} ${mimeType ?? ''}, ${bytes} bytes, not shown]`
}
