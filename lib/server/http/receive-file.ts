import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import { AppError } from '#lib/contracts/app-error.ts'
import { brokenOff, clean, contentType } from './read-body.ts'
import { readingOn } from './read-on.ts'
import type { RouteRequest } from './route-request.ts'

/** A file from a form, stored in a temporary folder of its own (0700). */
export interface ReceivedFile {
  path: string
  /** The file name as sent, without folders. */
  name: string
  bytes: number
  /** Removes the file. */
  remove(): Promise<void>
}

const longestName = 200

/**
 * Streams the field `file` of a `multipart/form-data` body to disk with a buffer of a few
 * kilobytes. The caller removes the file.
 * @throws AppError 415 for another content type, 413 `file-too-large`, 400 without a file, for an
 * empty one (`file-empty`) or an incomplete body
 */
export async function receiveFile(
  request: RouteRequest,
  { maxBytes }: { maxBytes: number },
): Promise<ReceivedFile> {
  const isForm = contentType(request) === 'multipart/form-data'
  if (!isForm || !request.headers.get('content-type')?.includes('boundary=') || !request.body) {
    throw refusal('unsupported-media-type', 415, 'Send a form with the file in the field "file".')
  }
  const folder = await mkdtemp(join(tmpdir(), 'lumos-upload-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const path = join(folder, 'file')
    const found = await readForm(request, path, maxBytes)
    if (!found) throw refusal('file-missing', 400, 'The form has no field "file".', 'file')
    if (found.bytes === 0) throw refusal('file-empty', 400, 'The file is empty.', 'file')
    return { path, ...found, remove }
  } catch (error) {
    await remove()
    throw error instanceof AppError ? error : brokenOff(error)
  }
}

async function readForm(
  request: RouteRequest,
  path: string,
  maxBytes: number,
): Promise<{ name: string; bytes: number } | null> {
  const type = request.headers.get('content-type') ?? ''
  const form = new Busboy({
    headers: { 'content-type': type },
    limits: { files: 1, fields: 10, fieldSize: 10_000, parts: 20, fileSize: maxBytes },
  })
  let found: { name: string; bytes: number } | null = null
  let writing = Promise.resolve()
  form.on('file', (field, stream, fileName) => {
    if (field !== 'file' || found) {
      stream.resume()
      return
    }
    const received = { name: lastName(fileName), bytes: 0 }
    found = received
    stream.on('data', (chunk: Buffer) => {
      received.bytes += chunk.byteLength
    })
    stream.once('limit', () => form.destroy(tooLarge(maxBytes)))
    writing = pipeline(stream, createWriteStream(path, { mode: 0o600 }))
    // Awaited below; the handler prevents an unhandled rejection until then.
    writing.catch(() => undefined)
  })
  if (request.body) await pipeline(Readable.from(readingOn(request.body)), form)
  await writing
  return found
}

function lastName(name: string): string {
  const last = clean(name).split(/[/\\]/).at(-1)?.trim() ?? ''
  return (last || 'file').slice(-longestName).toWellFormed()
}

function tooLarge(maxBytes: number): AppError {
  const megabytes = Math.floor(maxBytes / 1_000_000)
  return refusal('file-too-large', 413, `The file is larger than ${megabytes} MB.`, 'file')
}

function refusal(code: string, status: number, displayMessage: string, field?: string): AppError {
  return new AppError({ code, status, displayMessage, field })
}
