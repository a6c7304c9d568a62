import { link, readFile, rm, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode, StartError } from './errors.ts'

const attempts = 50
const pauseMs = 10

/**
 * Locks the data directory for this process. The lock of a process that has ended is taken over,
 * even if another program has its process id by now.
 * @returns a function that releases the lock
 * @throws StartError that names the process that holds the lock
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
    await removeStale(path, holder, own)
  }
  throw new StartError(`Another Lumos is starting on the data directory ${dataDir}.`)
}

/**
 * Creates a small file (0600) with its complete content in one step, so that nobody reads a part of
 * it.
 * @returns false if the file exists already
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

/**
 * Removes the lock that was read. One process at a time does so: without a turn, one could remove
 * the lock that another has just put in the place of the stale one.
 */
async function removeStale(path: string, stale: string, own: string): Promise<void> {
  const turn = `${path}.turn`
  if (await createOnce(turn, own)) {
    await release(path, stale)
    await rm(turn, { force: true })
    return
  }
  const holder = await read(turn)
  if (holder !== '' && (await liveHolder(holder)) === undefined) await rm(turn, { force: true })
  else await sleep(pauseMs)
}

async function release(path: string, own: string): Promise<void> {
  if ((await read(path)) === own) await rm(path, { force: true })
}

async function liveHolder(holder: string): Promise<number | undefined> {
  const [pid = 0, start] = holder.split(' ').map(Number)
  if (!(pid > 0) || pid === process.pid || !(await isAlive(pid))) return undefined
  return (await processStart(pid)) === start ? pid : undefined
}

/**
 * Whether a process runs; a process that ended but was not yet reaped by its parent (a zombie) does
 * not.
 */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false
    if (errorCode(error) !== 'EPERM') throw error
  }
  return (await statFields(pid))[0] !== 'Z'
}

/** When a process started, in clock ticks since boot; 0 if the system does not report it. */
async function processStart(pid: number): Promise<number> {
  return Number((await statFields(pid))[19] ?? 0)
}

/** Linux: the fields of `/proc/PID/stat` after the process's name. */
async function statFields(pid: number): Promise<string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** Empty if the file does not exist. */
async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return ''
    throw error
  }
}
