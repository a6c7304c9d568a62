import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, StartError } from './errors.ts'

const attempts = 5

/**
 * Takes the data directory for this process. The lock of a process that is gone is taken over, also
 * when another program has its number by now.
 * @returns releases it
 * @throws StartError that names the process which has it
 */
export async function lockDataDirectory(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'lumos.pid')
  const own = `${process.pid} ${await processStart(process.pid)}`
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (await createOnce(path, own)) return () => release(path, own)
    const holder = await read(path)
    const pid = await liveHolder(holder)
    if (pid !== undefined) {
      throw new StartError(`Another Lumos (process ${pid}) is using the data directory ${dataDir}.`)
    }
    await removeStale(path, holder)
  }
  throw new StartError(`Another Lumos is starting on the data directory ${dataDir}.`)
}

/**
 * Creates a small file (0600) with its whole content at once, so that nobody reads half of it.
 * @returns false when it was there already
 */
export async function createOnce(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${process.pid}.${crypto.randomUUID()}`
  await writeFile(draft, content, { flag: 'wx', mode: 0o600 })
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    return false
  } finally {
    await unlink(draft)
  }
}

/** Removes the lock that was read, not one that another process put there since. */
async function removeStale(path: string, stale: string): Promise<void> {
  const aside = `${path}.${process.pid}.${crypto.randomUUID()}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return
    throw error
  }
  const taken = await read(aside)
  if (taken !== stale) await createOnce(path, taken)
  await unlink(aside)
}

async function release(path: string, own: string): Promise<void> {
  if ((await read(path)) === own) await unlink(path)
}

async function liveHolder(holder: string): Promise<number | undefined> {
  const [pid = 0, start] = holder.split(' ').map(Number)
  if (!(pid > 0) || pid === process.pid || !(await isAlive(pid))) return undefined
  return (await processStart(pid)) === start ? pid : undefined
}

/** Not for a process that has ended and that its parent has not asked after yet (a zombie). */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false
    if (errorCode(error) !== 'EPERM') throw error
  }
  return (await statFields(pid))[0] !== 'Z'
}

/** When a process began, in clock ticks since boot; 0 where the system does not tell. */
async function processStart(pid: number): Promise<number> {
  return Number((await statFields(pid))[19] ?? 0)
}

/** Linux: a process's state and figures, as far as they follow its name. */
async function statFields(pid: number): Promise<string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** Empty when there is no such file. */
async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return ''
    throw error
  }
}
