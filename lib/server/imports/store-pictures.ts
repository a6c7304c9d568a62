import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Pool } from 'pg'
import type { FileStore } from '#lib/files/file-store.ts'
import { findFileType } from '#lib/files/file-type.ts'
import { normaliseImageApart, ReadingError } from '#lib/files/reading-process.ts'
import type { ZipReader } from '#lib/zip/zip-file.ts'
import type { ImportedFile } from './imported-chat.ts'
import type { StoredChat } from './store-chats.ts'

/** Larger ones are left out, as at an upload. */
const largestBytes = 20_000_000

/** What pictures of an import need. */
export interface PictureImport {
  pool: Pool
  files: FileStore
  /** The archive with the pictures; null for a JSON file. */
  zip: ZipReader | null
  userId: string
  /** Bytes that the user may still store; counted down. */
  bytesLeft: { count: number }
  /** Reports a picture that did not come. */
  fail(title: string, reason: string): void
}

/**
 * Stores the pictures of chats that were just imported, re-encoded as at an upload, and puts them
 * into their messages. Files of other kinds stay behind.
 */
export async function storePictures(context: PictureImport, chats: StoredChat[]): Promise<void> {
  if (chats.every(({ messages }) => messages.every(({ files }) => files.length === 0))) return
  const folder = await mkdtemp(join(tmpdir(), 'lumos-import-'))
  try {
    for (const chat of chats)
      for (const { id: messageId, files } of chat.messages)
        if (files.length > 0) await storeOf(context, { chat, messageId, files, folder })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function storeOf(
  context: PictureImport,
  message: { chat: StoredChat; messageId: string; files: ImportedFile[]; folder: string },
): Promise<void> {
  const { chat, messageId, files, folder } = message
  const parts: object[] = []
  for (const file of files) {
    const stored = await storePicture(context, file, folder)
    if (typeof stored === 'string') context.fail(chat.title, `${file.name}: ${stored}`)
    else if (stored) parts.push(stored)
  }
  if (parts.length === 0) return
  const ids = parts.map((part) => ('id' in part ? part.id : ''))
  const shown = parts.map((part) => ({ ...part, id: undefined }))
  await context.pool.query(
    `WITH said AS (
       UPDATE "Message" SET parts = $3::jsonb || parts WHERE "chatId" = $1 AND id = $2
     )
     INSERT INTO "ChatFile" ("chatId", "fileId") SELECT $1, unnest($4::uuid[])`,
    [chat.id, messageId, JSON.stringify(shown), ids],
  )
}

/** @returns the message's part, why the picture did not come, or null for another kind of file */
async function storePicture(context: PictureImport, file: ImportedFile, folder: string) {
  const [path, output] = [join(folder, 'picture'), join(folder, 'stored')]
  try {
    await write(context, file, path)
  } catch {
    return 'The export does not hold this file, or it is damaged.'
  }
  const found = await findFileType(path)
  if (found?.kind !== 'image') return null
  try {
    const { mediaType, bytes } = await normaliseImageApart(path, output)
    if (bytes > context.bytesLeft.count) return 'Your files take up what you may store.'
    context.bytesLeft.count -= bytes
    const id = crypto.randomUUID()
    await context.files.put(id, output)
    await context.pool.query(
      `INSERT INTO "File" (id, "userId", name, kind, "mediaType", bytes, status)
       VALUES ($1, $2, $3, 'image', $4, $5, 'ready')`,
      [id, context.userId, file.name.slice(0, 300), mediaType, bytes],
    )
    return { id, type: 'file', url: `/api/files/${id}`, mediaType, filename: file.name }
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error
    return 'This picture is damaged or too large to be read.'
  }
}

/** @throws Error if the archive has no such entry, or it is too large */
async function write(
  { zip }: PictureImport,
  { entry, base64 }: ImportedFile,
  path: string,
): Promise<void> {
  if (base64 !== undefined) {
    if (base64.length > largestBytes * 1.4) throw new Error('The picture is too large.')
    await writeFile(path, Buffer.from(base64, 'base64'))
    return
  }
  if (!zip) throw new Error('There is no archive.')
  let bytes = 0
  await pipeline(
    await zip.stream(entry ?? ''),
    async function* (source) {
      for await (const chunk of source) {
        bytes += chunk.length
        if (bytes > largestBytes) throw new Error('The picture is too large.')
        yield chunk
      }
    },
    createWriteStream(path),
  )
}
