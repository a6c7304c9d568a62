import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createOnce } from './data-directory-lock.ts'
import { errorCode, StartError } from './errors.ts'

/** @throws StartError if the directory cannot be created or written */
export async function openDataDirectory(dataDir: string): Promise<void> {
  const probe = join(dataDir, `.probe-${process.pid}`)
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    await closeToOthers(dataDir)
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
 * A directory that was made for Lumos often lets everybody list it. One that holds something already
 * may serve others too, and one of another user is a volume: both are left as they are.
 */
async function closeToOthers(dataDir: string): Promise<void> {
  const { uid, mode } = await stat(dataDir)
  if (uid !== process.getuid?.() || (mode & 0o077) === 0) return
  const isEmpty = (await readdir(dataDir)).length === 0
  if (isEmpty) await chmod(dataDir, 0o700)
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
