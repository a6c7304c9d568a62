import { createLanes, type Lanes } from '#lib/async/lanes.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import type { File } from '#lib/db/generated/client.ts'
import { ReadingError, readDocumentApart } from '#lib/files/reading-process.ts'
import { processWide } from '#lib/process-wide.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'

type FileRow = Omit<File, 'text'>

/** Maximum number of reader processes of each kind. */
const atOnce = 2
const mostWaiting = 500

export const readingLanes = () =>
  processWide<Lanes>('file-reading-lanes', () => createLanes({ atOnce, mostWaiting }))

/** The files that this process is reading. */
const inProgress = () =>
  processWide<Map<string, Promise<FileRow | null>>>('file-readings', () => new Map())

/**
 * Reads a document's text and stores it, or the reason why it could not be read. Never rejects.
 * @returns the file's row; null if it was deleted meanwhile
 */
export function readInBackground(
  services: Pick<Services, 'database' | 'files' | 'background'>,
  file: { id: string; mediaType: string },
): Promise<FileRow | null> {
  const reading = read(services, file).catch((error) => {
    logError(error)
    return null
  })
  inProgress().set(file.id, reading)
  services.background.add(reading.then(() => void inProgress().delete(file.id)))
  return reading
}

/**
 * Resolves when this process has stored the files' texts; immediately for files it is not reading.
 */
export async function untilRead(ids: string[]): Promise<void> {
  await Promise.all(ids.map((id) => inProgress().get(id)))
}

async function read(
  { database, files }: Pick<Services, 'database' | 'files'>,
  { id, mediaType }: { id: string; mediaType: string },
): Promise<FileRow | null> {
  const result = await readingLanes()
    .run('document', () => readDocumentApart(files.path(id), mediaType), crowded)
    .then(
      ({ text, pages }) =>
        text.trim() === ''
          ? { status: 'failed', error: 'empty', pages }
          : { status: 'ready', text, pages, characters: text.length },
      (error: unknown) => ({
        status: 'failed',
        error: error instanceof ReadingError ? error.reason : 'too-slow',
      }),
    )
  const [row] = await database.prisma.file.updateManyAndReturn({
    where: { id },
    data: result,
    omit: { text: true },
  })
  return row ?? null
}

function crowded(): AppError {
  const displayMessage = 'Too many files are being read.'
  return new AppError({ code: 'rate-limited', status: 429, displayMessage })
}
