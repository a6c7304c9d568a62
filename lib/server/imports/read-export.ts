import { open, readFile, stat } from 'node:fs/promises'
import { AppError } from '#lib/contracts/app-error.ts'
import { isRecord } from '#lib/contracts/is-record.ts'
import { openZip, type ZipReader } from '#lib/zip/zip-file.ts'
import { chatGpt } from './formats/chatgpt.ts'
import { claude } from './formats/claude.ts'
import { libreChat } from './formats/libre-chat.ts'
import { lumos } from './formats/lumos.ts'
import { openWebUi } from './formats/open-webui.ts'
import type { ArchiveNames, ExportFormat, FormatReader, ImportedChat } from './imported-chat.ts'
import { UnreadableChatError } from './imported-chat.ts'
import { textField } from './json-fields.ts'

/** A conversation, or the reason why it could not be read. */
export type ReadChat =
  | { format: ExportFormat; chat: ImportedChat }
  | { title: string; reason: string }

const readers: FormatReader[] = [lumos, openWebUi, claude, libreChat, chatGpt]
/** V8's maximum string length is slightly larger. */
const longestJson = 500_000_000
const zipBegin = 'PK'

/** An opened export of Lumos or another program. */
export interface OpenExport {
  chats(): AsyncIterable<ReadChat>
  /** The archive with the attachments; null for a JSON file. */
  zip: ZipReader | null
  close(): void
}

/** @throws AppError 400 `import-unreadable` if the file is neither JSON nor a ZIP archive */
export async function openExport(path: string): Promise<OpenExport> {
  const file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
  await file.close()
  if (buffer.toString('latin1', 0, bytesRead) !== zipBegin) {
    if ((await stat(path)).size > longestJson) throw unreadable('The file is too large.')
    const json = parse(await readFile(path, 'utf8'))
    const none: ArchiveNames = { findFile: () => null }
    return { chats: () => readAll(json, none), zip: null, close: () => undefined }
  }
  const zip = await openZip(path).catch((cause: Error) => {
    throw unreadable(`The ZIP archive is damaged: ${cause.message}.`)
  })
  return { chats: () => readZip(zip), zip, close: zip.close }
}

async function* readZip(zip: ZipReader): AsyncGenerator<ReadChat> {
  const archive = await archiveNames(zip)
  // Other JSON files of an export, such as settings, contain no conversations.
  for (const name of zip.names().filter((each) => each.endsWith('.json'))) {
    try {
      yield* readAll(JSON.parse(await zip.text(name, longestJson)), archive)
    } catch (error) {
      yield { title: name, reason: `The file cannot be read: ${messageOf(error)}.` }
    }
  }
}

async function* readAll(json: unknown, archive: ArchiveNames): AsyncGenerator<ReadChat> {
  for (const candidate of conversationsOf(json)) {
    const reader = readers.find(({ matches }) => matches(candidate))
    if (!reader) continue
    const title = textField(candidate.title) ?? textField(candidate.name) ?? ''
    try {
      yield { format: reader.format, chat: reader.read(candidate, archive) }
    } catch (error) {
      if (!(error instanceof UnreadableChatError)) throw error
      yield { title, reason: error.message }
    }
  }
}

/** Accepts a list of conversations, a single one, or an object that contains the list. */
function conversationsOf(json: unknown): Record<string, unknown>[] {
  const list = Array.isArray(json)
    ? json
    : isRecord(json) && Array.isArray(json.chats ?? json.conversations)
      ? (json.chats ?? json.conversations)
      : [json]
  return Array.isArray(list) ? list.filter(isRecord) : []
}

/** Attachment entries are named by id, by id and file name, or through a list in the archive. */
async function archiveNames(zip: ZipReader): Promise<ArchiveNames> {
  const names = zip.names().filter((name) => !name.endsWith('/') && !name.endsWith('.json'))
  const byId = new Map<string, string>()
  for (const name of names) {
    const last = name.split('/').at(-1) ?? name
    const id = /^(file[-_][A-Za-z0-9]+)/.exec(last)?.[1]
    if (id) byId.set(id, name)
    byId.set(last, name)
    byId.set(name, name)
  }
  const listed: Record<string, string> = await zip
    .text('conversation_asset_file_names.json')
    .then((text) => JSON.parse(text))
    .catch(() => ({}))
  return {
    findFile(id) {
      const key = id.split(/[#?]/)[0] ?? ''
      const entry = byId.get(key) ?? byId.get(key.split('/').at(-1) ?? '')
      if (!entry) return null
      const last = entry.split('/').at(-1) ?? entry
      const name = listed[entry] ?? listed[last]
      return { entry, name: typeof name === 'string' ? name : last.replace(`${key}-`, '') }
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw unreadable(`The file is neither a ZIP archive nor JSON: ${messageOf(error)}.`)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function unreadable(displayMessage: string): AppError {
  return new AppError({ code: 'import-unreadable', status: 400, field: 'file', displayMessage })
}
