import { createWriteStream } from 'node:fs'
import { open as openFile, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import yauzl, { type Entry, type ZipFile as YauzlFile } from 'yauzl'
import { ZipFile } from 'yazl'

/** Adds one entry and resolves when all of it has been read. */
export type AddEntry = (name: string, content: Readable | string) => Promise<void>

/**
 * Writes a ZIP archive (mode 0600). The file has its name only when it is whole: until then, and
 * after a failure, there is no file of that name.
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
  // Whoever waits below gets the failure; without a waiter it must not end the process.
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
  /** @throws Error when there is no such entry */
  stream(name: string): Promise<Readable>
  /** @throws Error when there is no such entry, or it is larger than `maxBytes` */
  text(name: string, maxBytes?: number): Promise<string>
  close(): void
}

const longestText = 16_777_216

/**
 * Opens an archive. Names are keys only and are not checked: nothing may be written under one as it
 * stands.
 * @throws Error when the file is no ZIP archive
 */
export async function openZip(path: string): Promise<ZipReader> {
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
  const stream = async (name: string) => open(find(name))
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
