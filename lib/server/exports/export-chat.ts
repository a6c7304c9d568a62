import { z } from 'zod'
import { shownBranch } from '#lib/contracts/chat/branch.ts'
import { requireChat } from '../chats/require-chat.ts'
import type { Services } from '../services.ts'
import { type ExportedChat, findChatToExport, toExportedChat } from './chat-to-export.ts'
import { toHtmlPage } from './to-html-page.ts'
import { toMarkdown } from './to-markdown.ts'

export const exportQuerySchema = z.strictObject({ format: z.enum(['md', 'json', 'html']) })
export type ChatExportFormat = z.infer<typeof exportQuerySchema>['format']

const types: Record<ChatExportFormat, string> = {
  md: 'text/markdown; charset=utf-8',
  json: 'application/json',
  html: 'text/html; charset=utf-8',
}
const longestName = 80

/**
 * A chat as a downloadable file: JSON with all branches, Markdown and HTML with the displayed one.
 * @throws AppError 404 for an unknown chat or another user's
 */
export async function exportChat(
  services: Services,
  userId: string,
  chatId: string,
  format: ChatExportFormat,
): Promise<Response> {
  await requireChat(services, userId, chatId)
  const chat = toExportedChat(await findChatToExport(services.database.prisma, chatId))
  return new Response(await write(chat, format), {
    headers: {
      'content-type': types[format],
      'content-disposition': disposition(fileName(chat.title, format)),
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
  })
}

async function write(chat: ExportedChat, format: ChatExportFormat): Promise<string> {
  if (format === 'json') return `${JSON.stringify(chat, null, 2)}\n`
  const messages = shownBranch(chat.messages, chat.leafId)
  return format === 'md' ? toMarkdown(chat.title, messages) : toHtmlPage(chat.title, messages)
}

function fileName(title: string, format: ChatExportFormat): string {
  const name = title
    .replaceAll(/[\p{C}\s\\/:*?"<>|]+/gu, ' ')
    .trim()
    .slice(0, longestName)
    .trim()
  return `${name.toWellFormed() || 'chat'}.${format}`
}

/**
 * `Content-Disposition` with an ASCII name for old clients and the full name for others (RFC 6266).
 */
function disposition(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(/['()]/g, escape)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
