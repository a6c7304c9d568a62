import { AppError } from '#lib/contracts/app-error.ts'
import type { UploadedFile } from '#lib/contracts/chat/uploaded-file.ts'
import type { File } from '#lib/db/generated/client.ts'
import { joinPages } from '#lib/files/extract/page-text.ts'
import { findFileType } from '#lib/files/file-type.ts'
import { normaliseImageApart, ReadingError } from '#lib/files/reading-process.ts'
import type { ReceivedFile } from '../http/receive-file.ts'
import type { Services } from '../services.ts'
import { readInBackground, readingLanes } from './read-in-background.ts'

type FileServices = Pick<Services, 'database' | 'files' | 'settings' | 'background'>

/** Most documents are read within this time, so that the response contains the result. */
const waitForTextMs = 2_500
const megabyte = 1_000_000

/**
 * Stores a user's upload and starts to read its text.
 * @throws AppError 415 for an unsupported type or a damaged picture, 413 if the quota is exceeded
 */
export async function storeUpload(
  services: FileServices,
  userId: string,
  upload: Pick<ReceivedFile, 'path' | 'name' | 'bytes'>,
): Promise<UploadedFile> {
  await refuseBeyondQuota(services, userId, upload.bytes)
  const found = await findFileType(upload.path)
  if (!found) throw unsupported()
  const id = crypto.randomUUID()
  const stored =
    found.kind === 'image'
      ? await normalise(upload.path)
      : { path: upload.path, mediaType: found.mediaType, bytes: upload.bytes }
  await services.files.put(id, stored.path)
  const text = found.text === undefined ? undefined : joinPages([found.text])
  const { mediaType, bytes } = stored
  const row = await services.database.prisma.file.create({
    data: {
      ...{ id, userId, name: upload.name, kind: found.kind, mediaType, bytes },
      status: found.kind === 'document' ? 'processing' : 'ready',
      ...(text !== undefined && { text, characters: text.length }),
    },
    omit: { text: true },
  })
  if (found.kind !== 'document') return toUploadedFile(row)
  const reading = readInBackground(services, { id, mediaType })
  const late = new Promise<null>((resolve) => setTimeout(resolve, waitForTextMs, null).unref())
  return toUploadedFile((await Promise.race([reading, late])) ?? row)
}

/** Re-encodes pictures. */
async function normalise(path: string) {
  const output = `${path}.image`
  try {
    const image = await readingLanes().run('image', () => normaliseImageApart(path, output), busy)
    return { path: output, ...image }
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error
    throw new AppError({
      code: 'file-type-unsupported',
      status: 415,
      field: 'file',
      displayMessage: 'This picture is damaged or too large to be read.',
      cause: error,
    })
  }
}

async function refuseBeyondQuota(
  services: FileServices,
  userId: string,
  bytes: number,
): Promise<void> {
  const { fileMegabytesPerUser } = await services.settings.read()
  if (bytes <= (await bytesLeftOf(services, userId))) return
  throw new AppError({
    code: 'file-quota-used-up',
    status: 413,
    field: 'file',
    displayMessage: `Your files take up the ${fileMegabytesPerUser} MB that you may store. Delete chats with files that you no longer need, and empty the bin.`,
  })
}

/** Bytes that a user may still store; infinite without a quota. */
export async function bytesLeftOf(
  { database, settings }: Pick<Services, 'database' | 'settings'>,
  userId: string,
): Promise<number> {
  const { fileMegabytesPerUser } = await settings.read()
  if (fileMegabytesPerUser === null) return Number.POSITIVE_INFINITY
  const { _sum } = await database.prisma.file.aggregate({
    where: { userId },
    _sum: { bytes: true },
  })
  return fileMegabytesPerUser * megabyte - (_sum.bytes ?? 0)
}

function toUploadedFile(row: Omit<File, 'text'>): UploadedFile {
  const { id, name, mediaType, bytes, characters, pages, error } = row
  return {
    ...{ id, name, mediaType, bytes },
    // The column is only written with values of this type.
    kind: row.kind as UploadedFile['kind'],
    status: row.status as UploadedFile['status'],
    ...(characters !== null && { characters }),
    ...(pages !== null && { pages }),
    ...(error !== null && { error: failureWords[error] ?? failureWords.unreadable }),
  }
}

const failureWords: Record<string, string> = {
  unreadable: 'The file is damaged or locked; its text cannot be read.',
  empty: 'The file holds no text, only pictures of it perhaps.',
  'too-slow': 'Reading the file took too long.',
  'too-large': 'The file is too large unpacked.',
}

function unsupported(): AppError {
  return new AppError({
    code: 'file-type-unsupported',
    status: 415,
    field: 'file',
    displayMessage:
      'Lumos takes pictures (PNG, JPEG, WebP, GIF, AVIF, TIFF), PDF, Word, Excel and PowerPoint files, and text.',
  })
}

function busy(): AppError {
  return new AppError({
    code: 'rate-limited',
    status: 429,
    retryAfterSeconds: 5,
    displayMessage: 'Too many files are being read. Try again in 5 s.',
  })
}
