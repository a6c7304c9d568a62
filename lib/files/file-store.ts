import { createReadStream } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** Where the bytes of files are. Names are ids; a file is written once and never changed. */
export interface FileStore {
  /** Copies a file into the store. It has its name there only when it is whole. */
  put(id: string, path: string): Promise<void>
  /** @throws Error when there is no such file */
  bytes(id: string): Promise<Buffer>
  /** @throws Error when there is no such file */
  stream(id: string): Promise<Readable>
  /** Does nothing when there is no such file. */
  remove(ids: string[]): Promise<void>
  /** The ids of files that were written before a moment, in milliseconds since 1970. */
  olderThan(time: number): Promise<string[]>
  /** A path at which a program can read it. */
  path(id: string): string
}

const idPattern = /^[0-9a-f-]{36}$/

/** A folder (0700) that is made when the first file comes. */
export function createDiskStore(folder: string): FileStore {
  const path = (id: string) => {
    if (!idPattern.test(id)) throw new Error('This is no id of a file.')
    return join(folder, id)
  }
  return {
    path,
    async put(id, from) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const draft = `${path(id)}.part`
      await copyFile(from, draft)
      await rename(draft, path(id))
    },
    bytes: (id) => readFile(path(id)),
    async stream(id) {
      await stat(path(id))
      return createReadStream(path(id))
    },
    async remove(ids) {
      for (const id of ids) await rm(path(id), { force: true })
    },
    async olderThan(time) {
      const names = await readdir(folder).catch(() => [])
      const old: string[] = []
      for (const name of names.filter((each) => idPattern.test(each))) {
        const found = await stat(join(folder, name)).catch(() => null)
        if (found && found.mtimeMs < time) old.push(name)
      }
      return old
    },
  }
}
