import { execFile, spawn } from 'node:child_process'
import { access, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { isAlive } from '#lib/data-directory-lock.ts'
import { StartError } from '#lib/errors.ts'
import {
  type EmbeddedLayout,
  homeFile,
  missingCluster,
  prepareEmbeddedLayout,
} from './embedded-layout.ts'

const run = promisify(execFile)
const startDeadlineMs = 30_000
/** Interval at which a server that has ended is noticed. */
const lookMs = 500
const user = 'lumos'

/** Lumos's own PostgreSQL server, in a separate process, on a Unix socket only. */
export interface EmbeddedServer {
  pid: number
  /** The connection string for a database of this server. */
  url(database: string): string
  /**
   * Restarts the server whenever it ends unexpectedly, e.g. killed for lack of memory.
   * @param onEnded called each time, and when a restart failed; the next try follows
   */
  keepAlive(onEnded: (error: Error) => void): void
  /** Ends the server cleanly: disconnects clients and writes all data. */
  stop(): Promise<void>
  /** Ends the server and deletes its databases, so that the data directory is as if it never had one. */
  remove(): Promise<void>
}

/**
 * Starts the server of a data directory, which is created at first use, or adopts one that a killed
 * process left running.
 * @throws StartError
 */
export async function startEmbeddedServer(dataDir: string): Promise<EmbeddedServer> {
  const layout = await prepareEmbeddedLayout(dataDir)
  const isNew = !(await exists(join(layout.clusterDir, 'PG_VERSION')))
  const marker = join(dataDir, 'embedded-database')
  if (isNew && (await exists(marker))) throw missingCluster(dataDir, layout.clusterDir)
  if (isNew) await createCluster(layout)
  // Distinguishes a data directory that lost its database from a new one.
  await writeFile(marker, `${layout.clusterDir}\n`, { mode: 0o600 })
  const url = (database: string) =>
    `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(layout.socketDir)}`

  let pid = await findOrSpawnServer(layout, url('postgres'))
  await createOwnDatabase(url('postgres'))
  const stopping = new AbortController()
  let supervision: Promise<void> | undefined

  const supervise = async (onEnded: (error: Error) => void) => {
    while (await pause(lookMs, stopping.signal)) {
      if (await isAlive(pid)) continue
      onEnded(new Error('The embedded PostgreSQL has ended. It is started anew.'))
      try {
        pid = await findOrSpawnServer(layout, url('postgres'))
      } catch (error) {
        onEnded(error instanceof Error ? error : new Error(String(error)))
      }
    }
  }
  const stop = async () => {
    stopping.abort()
    await supervision
    if (!(await isAlive(pid))) return
    // SIGINT is PostgreSQL's fast shutdown: it ends sessions and writes a checkpoint.
    process.kill(pid, 'SIGINT')
    while (await isAlive(pid)) await sleep(10)
  }
  return {
    pid,
    url,
    stop,
    keepAlive(onEnded) {
      supervision ??= supervise(onEnded)
    },
    async remove() {
      await stop()
      for (const path of [layout.home, marker, join(dataDir, homeFile)])
        await rm(path, { recursive: true, force: true })
    },
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** @returns false if the signal ended the pause */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(ms, true, { signal, ref: false }).catch(() => false)
}

/** A minimal environment: the server gets none of Lumos's variables, in particular no secrets. */
function serverEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV, LC_ALL: 'C' }
}

async function createCluster(layout: EmbeddedLayout): Promise<void> {
  // Renamed when complete, so that a killed process leaves no incomplete cluster.
  const draft = `${layout.clusterDir}-draft`
  await rm(draft, { recursive: true, force: true })
  const options = [
    '--auth=trust',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ]
  try {
    await run(join(layout.binDir, 'initdb'), ['-D', draft, '-U', user, ...options], {
      ...layout.owner,
      cwd: '/',
      env: serverEnv(),
    })
    await rename(draft, layout.clusterDir)
  } catch (cause) {
    const output = String((cause as { stderr?: unknown }).stderr || cause)
    const words = initdbProblem(output)
    throw new StartError(`The embedded database could not be made: ${words}`, cause)
  }
}

/** The reason in initdb's output, whose last line only reports that it removes its directory. */
export function initdbProblem(output: string): string {
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => !/^initdb: removing /.test(line))
  return lines.find((line) => /error|cannot|could not|FATAL/i.test(line)) ?? lines.at(-1) ?? ''
}

/** The process id of a server that answers. */
async function findOrSpawnServer(layout: EmbeddedLayout, url: string): Promise<number> {
  const adopted = await runningServer(layout)
  // A server that was about to end does not answer, and is replaced.
  if (adopted !== undefined && (await isReady(url, adopted))) return adopted
  const pid = await spawnServer(layout)
  if (pid !== undefined && (await isReady(url, pid))) return pid
  if (pid !== undefined && (await isAlive(pid))) process.kill(pid, 'SIGINT')
  const log = await readFile(layout.logFile, 'utf8').catch(() => '')
  const lines = log.trim().split('\n')
  const words = lines.findLast((line) => /FATAL|HINT|could not/.test(line)) ?? 'no reason given'
  throw new StartError(`The embedded PostgreSQL did not start: ${words} (log: ${layout.logFile})`)
}

/** The process id of a running server of this cluster. */
async function runningServer(layout: EmbeddedLayout): Promise<number | undefined> {
  const path = join(layout.clusterDir, 'postmaster.pid')
  const pid = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10)
  if (!(pid > 0)) {
    await removeStaleSocket(layout)
    return undefined
  }
  if ((await isAlive(pid)) && (await commandLine(pid)).includes(layout.clusterDir)) return pid
  // The process id now belongs to another program, which PostgreSQL would take for a server.
  await rm(path, { force: true })
  await removeStaleSocket(layout)
  return undefined
}

/**
 * After a power loss the socket's lock file, too, may name a process id that another program has
 * now.
 */
async function removeStaleSocket({ socketDir, clusterDir }: EmbeddedLayout): Promise<void> {
  const lock = join(socketDir, '.s.PGSQL.5432.lock')
  const pid = Number.parseInt(await readFile(lock, 'utf8').catch(() => ''), 10)
  if (!(pid > 0)) return
  if ((await isAlive(pid)) && (await commandLine(pid)).includes(clusterDir)) return
  await rm(lock, { force: true })
  await rm(join(socketDir, '.s.PGSQL.5432'), { force: true })
}

async function commandLine(pid: number): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    // Without /proc this is not Linux. `ps` fails if the process has ended.
    const { stdout } = await run('ps', ['-o', 'args=', '-p', String(pid)]).catch(() => ({
      stdout: '',
    }))
    return stdout
  }
}

/** @returns undefined if the program cannot be run */
async function spawnServer(layout: EmbeddedLayout): Promise<number | undefined> {
  const log = await open(layout.logFile, 'a', 0o600)
  const settings = {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    shared_buffers: '128MB',
    jit: 'off',
    // Details of errors hold values of rows: texts of people, which nothing clears from the log.
    log_error_verbosity: 'terse',
    random_page_cost: '1.1',
    max_connections: '100',
    log_timezone: 'UTC',
    timezone: 'UTC',
  }
  const args = ['-D', layout.clusterDir, '-k', layout.socketDir]
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`)
  const child = spawn(join(layout.binDir, 'postgres'), args, {
    ...layout.owner,
    cwd: '/',
    env: serverEnv(),
    // A group of its own: Ctrl-C only reaches Lumos, which ends the server after its last write.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  child.on('error', () => undefined)
  child.unref()
  await log.close()
  return child.pid
}

/** Waits until the server answers; false if it ends or takes too long. */
async function isReady(url: string, pid: number): Promise<boolean> {
  const deadline = performance.now() + startDeadlineMs
  while (performance.now() < deadline) {
    const client = new Client({ connectionString: url })
    client.on('error', () => undefined)
    const isConnected = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end()
    if (isConnected) return true
    if (!(await isAlive(pid))) return false
    await sleep(15)
  }
  return false
}

async function createOwnDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'lumos'`)
    if (rowCount === 0) await client.query('CREATE DATABASE lumos')
  } finally {
    await client.end()
  }
}
