import { createWriteStream } from 'node:fs'
import { open as openFile, rename, rm } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { crc32 } from 'node:zlib'
import yauzl, { type Entry, type ZipFile as YauzlFile } from 'yauzl'
import { ZipFile } from 'yazl'

/** Adds one entry and resolves when all of it has been read. */
export type AddEntry = (name: string, content: Readable | string) => Promise<void>

/**
 * Writes a ZIP archive (mode 0600). The file gets its name only when it is complete; after a
 * failure no file of that name exists.
 */
export async function writeZip(
  path: string,
  fill: (add: AddEntry) => Promise<void>,
): Promise<{ bytes: number }> {
  const draft = `${path}.part`
  const zip = new ZipFile()
  const writing = pipeline(zip.outputStream, createWriteStream(draft, { flags: 'w', mode: 0o600 }))
  const failed = new Promise<never>((_, reject) => {
    zip.on('error', reject)
    writing.catch(reject)
  })
  // The failure is reported where `failed` is awaited; this handler prevents an unhandled
  // rejection.
  failed.catch(() => undefined)
  try {
    const filling = fill(async (name, content) => {
      const stream = typeof content === 'string' ? Readable.from([content]) : content
      const read = new Promise<void>((resolve, reject) => {
        stream.once('error', reject)
        stream.once('end', resolve)
      })
      zip.addReadStream(stream, name, { mode: 0o100_600 })
      await Promise.race([read, failed])
    })
    await Promise.race([filling, failed])
    zip.end()
    await writing
    const file = await openFile(draft, 'r+')
    await file.sync()
    const { size } = await file.stat()
    await file.close()
    await rename(draft, path)
    return { bytes: size }
  } catch (error) {
    zip.outputStream.unpipe()
    await rm(draft, { force: true })
    throw error
  }
}

/** An open archive. */
export interface ZipReader {
  names(): string[]
  /** @throws Error if the entry does not exist */
  stream(name: string): Promise<Readable>
  /** @throws Error if the entry does not exist or is larger than `maxBytes` */
  text(name: string, maxBytes?: number): Promise<string>
  close(): void
}

const longestText = 16_777_216

/**
 * Opens an archive. Entry names are not checked: use them as keys only, never as paths to write to.
 * @param options.isChecked an entry that is not what was written fails when it is read
 * @throws Error if the file is not a ZIP archive
 */
export async function openZip(path: string, { isChecked = false } = {}): Promise<ZipReader> {
  const zip = await new Promise<YauzlFile>((resolve, reject) =>
    yauzl.open(
      path,
      { lazyEntries: true, autoClose: false, decodeStrings: false },
      (error, file) => (error ? reject(error) : resolve(file)),
    ),
  )
  const entries = new Map<string, Entry>()
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileNameRaw.toString('utf8'), entry)
      zip.readEntry()
    })
    zip.once('end', resolve)
    zip.once('error', reject)
    zip.readEntry()
  })
  const open = promisify(
    zip.openReadStream.bind(zip) as (
      entry: Entry,
      done: (error: Error | null, stream: Readable) => void,
    ) => void,
  )
  const find = (name: string) => {
    const entry = entries.get(name)
    if (!entry) throw new Error(`The archive has no entry ${name}.`)
    return entry
  }
  const stream = async (name: string) => {
    const entry = find(name)
    const content = await open(entry)
    return isChecked ? checked(content, entry.crc32, name) : content
  }
  return {
    names: () => [...entries.keys()],
    stream,
    async text(name, maxBytes = longestText) {
      if (find(name).uncompressedSize > maxBytes) throw new Error(`${name} is too large.`)
      return (await buffer(await stream(name))).toString('utf8')
    },
    close: () => zip.close(),
  }
}

/** The content, which fails at its end if its checksum is another one. */
function checked(content: Readable, expected: number, name: string): Readable {
  let sum = 0
  const check = new Transform({
    transform(chunk: Buffer, _, done) {
      sum = crc32(chunk, sum)
      done(null, chunk)
    },
    flush: (done) => done(sum === expected ? null : new Error(`${name} is damaged`)),
  })
  content.once('error', (error) => check.destroy(error))
  return content.pipe(check)
}
