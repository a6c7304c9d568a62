import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { AppError } from '#lib/contracts/app-error.ts'
import type { ImportProgress, ImportReport } from '#lib/contracts/chat/import.ts'
import { processWide } from '#lib/process-wide.ts'
import type { ReceivedFile } from '../http/receive-file.ts'
import type { Services } from '../services.ts'

/** Largest export; a year of daily use is some 100 MB. */
export const largestExportBytes = 2_000_000_000
const heapMegabytes = 2_048

/** Number of chats read so far by each user's running import. */
const running = () => processWide<Map<string, number>>('imports', () => new Map())

export function importProgress(userId: string): ImportProgress {
  return { chats: running().get(userId) ?? null }
}

/**
 * Imports an export in a separate process, so that streams are not delayed.
 * @throws AppError 409 while another import of the user is running, 400 if the file is not an
 * export
 */
export async function importChats(
  { env, database }: Pick<Services, 'env' | 'database'>,
  userId: string,
  receive: () => Promise<ReceivedFile>,
): Promise<ImportReport> {
  const imports = running()
  if (imports.has(userId)) {
    throw new AppError({
      code: 'import-in-progress',
      status: 409,
      displayMessage: 'You have an import running. Wait until it is complete.',
    })
  }
  imports.set(userId, 0)
  let file: ReceivedFile | undefined
  try {
    file = await receive()
    const child = spawn(
      process.execPath,
      [
        `--max-old-space-size=${heapMegabytes}`,
        '--disable-warning=ExperimentalWarning',
        join(process.cwd(), 'scripts', 'import-chats.ts'),
        file.path,
        userId,
      ],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: {
          ...process.env,
          NODE_OPTIONS: '',
          DATABASE_URL: database.url,
          LUMOS_DATA_DIR: env.dataDir,
        },
      },
    )
    return await outcomeOf(child, (chats) => imports.set(userId, chats))
  } finally {
    imports.delete(userId)
    await file?.remove()
  }
}

/** A line of the import process's output. */
export type ImportLine =
  | { chats: number }
  | { report: ImportReport }
  | { refusal: { code: string; displayMessage: string } }

async function outcomeOf(
  child: ReturnType<typeof spawn>,
  onProgress: (chats: number) => void,
): Promise<ImportReport> {
  const exited = once(child, 'exit')
  let end: Exclude<ImportLine, { chats: number }> | undefined
  if (child.stdout) {
    for await (const text of createInterface(child.stdout)) {
      const line: ImportLine = JSON.parse(text)
      if ('chats' in line) onProgress(line.chats)
      else end = line
    }
  }
  await exited
  if (end && 'report' in end) return end.report
  if (end) throw new AppError({ ...end.refusal, status: 400, field: 'file' })
  throw new AppError({
    code: 'import-failed',
    status: 400,
    field: 'file',
    displayMessage: 'The file could not be read to its end. What had been read is imported.',
  })
}
