import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createOnce } from './data-directory-lock.ts'
import { errorCode, StartError } from './errors.ts'

/** @throws StartError if the directory cannot be created or written */
export async function openDataDirectory(dataDir: string): Promise<void> {
  const probe = join(dataDir, `.probe-${process.pid}`)
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    await writeFile(probe, '')
    await rm(probe)
  } catch (cause) {
    const reason = errorCode(cause)
    throw new StartError(
      `The data directory ${dataDir} cannot be written (${reason}). Choose another with LUMOS_DATA_DIR.`,
      cause,
    )
  }
}

/**
 * The secret in the data directory, created at first use: it signs sessions and encrypts provider
 * keys. Safe if two processes create it at once.
 */
export async function loadSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, 'secret')
  const secret = await readOrCreate(path, () => randomBytes(32).toString('hex'))
  if (secret.length < 32) throw new StartError(`${path} is damaged: it holds no secret.`)
  return secret
}

/** Reads a small file, or creates it (0600) if it does not exist. */
export async function readOrCreate(path: string, create: () => string): Promise<string> {
  const isNew = await readFile(path).then(
    () => false,
    (error) => errorCode(error) === 'ENOENT',
  )
  if (isNew) await createOnce(path, create())
  return (await readFile(path, 'utf8')).trim()
}
