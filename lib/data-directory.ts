import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartError } from './start-error.ts'

/** @throws StartError when the directory cannot be made or written */
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
 * The secret in the data directory, made at first use: signs sessions, encrypts provider keys.
 * Safe against two processes that make it at once.
 */
export async function loadSecret(dataDir: string): Promise<string> {
  return readOrCreate(join(dataDir, 'secret'), () => randomBytes(32).toString('hex'))
}

/** Reads a small file, or creates it (0600) when it is not there. */
export async function readOrCreate(path: string, create: () => string): Promise<string> {
  try {
    await writeFile(path, create(), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
  return (await readFile(path, 'utf8')).trim()
}

/**
 * Takes the data directory for this process.
 * @returns releases it
 * @throws StartError that names the process which has it
 */
export async function lockDataDirectory(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'lumos.pid')
  const own = `${process.pid} ${await processStart(process.pid)}`
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await writeFile(path, own, { flag: 'wx', mode: 0o600 })
      return async () => unlink(path)
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error
    }
    const holder = await readFile(path, 'utf8').catch(() => '')
    const [pid = 0, start] = holder.split(' ').map(Number)
    if (pid !== process.pid && pid > 0 && isAlive(pid) && (await processStart(pid)) === start) {
      throw new StartError(`Another Lumos (process ${pid}) is using the data directory ${dataDir}.`)
    }
    // Its process is gone, or the number belongs to another program by now.
    await unlink(path).catch(() => undefined)
  }
  throw new StartError(`Another Lumos is starting on the data directory ${dataDir}.`)
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/** When a process began, in clock ticks since boot; 0 where the system does not tell. */
async function processStart(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 0)
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
