import { setImmediate as nextLoopTurn } from 'node:timers/promises'
import { AppError } from '#lib/contracts/app-error.ts'
import type { ImportReport } from '#lib/contracts/chat/import.ts'
import { arrangeMessages } from './arrange-messages.ts'
import { type ExportFormat, UnreadableChatError } from './imported-chat.ts'
import { openExport } from './read-export.ts'
import { type ChatToStore, storeChats } from './store-chats.ts'
import { type PictureImport, storePictures } from './store-pictures.ts'

/** Limits per statement: chats, and characters of messages. */
const batchChats = 200
const batchCharacters = 2_000_000
const mostFailures = 1_000

/** Where an import goes to. */
export type ImportTarget = Pick<PictureImport, 'pool' | 'files' | 'bytesLeft'>

/**
 * Reads an export and stores its chats for a user. Run it in a separate process: it may take
 * minutes of CPU.
 * @param onProgress receives the number of chats read so far
 * @throws AppError 400 if the file is not an export
 */
export async function importFile(
  { pool, files, bytesLeft }: ImportTarget,
  userId: string,
  path: string,
  onProgress: (chats: number) => void,
): Promise<ImportReport> {
  const opened = await openExport(path)
  const failed: ImportReport['failed'] = []
  const fail = (title: string, reason: string) => {
    if (failed.length < mostFailures) failed.push({ title, reason })
  }
  let format: ExportFormat | undefined
  let [read, imported, stored] = [0, 0, 0]
  let batch: ChatToStore[] = []
  const flush = async () => {
    const { count, added } = await storeChats(pool, userId, batch)
    imported += count
    await storePictures({ pool, files, zip: opened.zip, userId, bytesLeft, fail }, added)
    stored += batch.length
    batch = []
    onProgress(read)
    await nextLoopTurn()
  }
  try {
    for await (const found of opened.chats()) {
      read += 1
      if ('reason' in found) {
        fail(found.title, found.reason)
        continue
      }
      format ??= found.format
      try {
        batch.push({ ...found, ...arrangeMessages(found.chat) })
      } catch (error) {
        if (!(error instanceof UnreadableChatError)) throw error
        fail(found.chat.title, error.message)
      }
      if (batch.length >= batchChats || charactersOf(batch) > batchCharacters) await flush()
    }
    await flush()
  } finally {
    opened.close()
  }
  if (!format) throw unknownExport(failed)
  return { format, imported, skipped: stored - imported, failed }
}

function charactersOf(chats: ChatToStore[]): number {
  let characters = 0
  for (const { messages } of chats)
    for (const { parts } of messages)
      for (const part of parts) if ('text' in part) characters += part.text.length
  return characters
}

function unknownExport(failed: ImportReport['failed']): AppError {
  const [first] = failed
  return new AppError({
    code: 'import-unknown',
    status: 400,
    field: 'file',
    displayMessage: `The file has no chats of ChatGPT, Claude, Open WebUI, LibreChat or Lumos.${first ? ` ${first.title}: ${first.reason}` : ''}`,
  })
}
