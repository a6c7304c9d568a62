import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { access, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { isAlive } from '#lib/data-directory-lock.ts'
import { StartError } from '#lib/start-error.ts'
import { type EmbeddedLayout, prepareEmbeddedLayout } from './embedded-layout.ts'

const run = promisify(execFile)
const startDeadlineMs = 30_000
const user = 'lumos'

/** A PostgreSQL server of our own, in its own process, on a Unix socket only. */
export interface EmbeddedServer {
  /** Connection string of a database of this server. */
  url(database: string): string
  /** Ends the server cleanly: clients are disconnected, data is written. */
  stop(): Promise<void>
}

/**
 * Starts the server of a data directory, made at first use, or adopts one that a killed process
 * left running.
 * @throws StartError
 */
export async function startEmbeddedServer(dataDir: string): Promise<EmbeddedServer> {
  const layout = await prepareEmbeddedLayout(dataDir)
  const isNew = await access(join(layout.clusterDir, 'PG_VERSION')).then(
    () => false,
    () => true,
  )
  if (isNew) await createCluster(layout)
  const url = (database: string) =>
    `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(layout.socketDir)}`

  const adopted = await runningPid(layout)
  const child = adopted === undefined ? await spawnServer(layout) : undefined
  const pid = adopted ?? child?.pid
  try {
    await waitUntilReady(url('postgres'), layout, child)
  } catch (error) {
    child?.kill('SIGINT')
    throw error
  }
  await createOwnDatabase(url('postgres'))
  return {
    url,
    async stop() {
      if (pid === undefined || !isAlive(pid)) return
      // Fast shutdown: PostgreSQL ends its sessions and writes a checkpoint.
      process.kill(pid, 'SIGINT')
      while (isAlive(pid)) await sleep(10)
    },
  }
}

/** Nothing of ours is passed on, above all no secrets. */
function serverEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV, LC_ALL: 'C' }
}

async function createCluster(layout: EmbeddedLayout): Promise<void> {
  await rm(layout.clusterDir, { recursive: true, force: true })
  const options = [
    '--auth=trust',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ]
  try {
    await run(join(layout.binDir, 'initdb'), ['-D', layout.clusterDir, '-U', user, ...options], {
      ...layout.owner,
      cwd: '/',
      env: serverEnv(),
    })
  } catch (cause) {
    const words = String((cause as { stderr?: unknown }).stderr ?? cause)
      .trim()
      .split('\n')
      .at(-1)
    throw new StartError(`The embedded database could not be made: ${words}`, cause)
  }
}

/** The process of a live server on this cluster. */
async function runningPid(layout: EmbeddedLayout): Promise<number | undefined> {
  const file = await readFile(join(layout.clusterDir, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid = 0, , , , socketDir] = file
    .split('\n')
    .map((line, index) => (index === 0 ? Number(line) : line))
  const isOurs = Number(pid) > 0 && socketDir === layout.socketDir
  return isOurs && isAlive(Number(pid)) ? Number(pid) : undefined
}

async function spawnServer(layout: EmbeddedLayout): Promise<ChildProcess> {
  const log = await open(layout.logFile, 'a', 0o600)
  const settings = {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    shared_buffers: '128MB',
    jit: 'off',
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
    // Its own group: Ctrl-C reaches us first, and we end it after the last write.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  child.on('error', () => undefined)
  child.unref()
  await log.close()
  return child
}

async function waitUntilReady(
  url: string,
  layout: EmbeddedLayout,
  child?: ChildProcess,
): Promise<void> {
  const deadline = performance.now() + startDeadlineMs
  let cause: unknown
  while (performance.now() < deadline) {
    const client = new Client({ connectionString: url })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return
    } catch (error) {
      cause = error
    } finally {
      await client.end()
    }
    if (child && (child.exitCode !== null || child.pid === undefined)) break
    await sleep(15)
  }
  const log = await readFile(layout.logFile, 'utf8').catch(() => '')
  const words =
    log
      .trim()
      .split('\n')
      .findLast((line) => /FATAL|HINT|could not/.test(line)) ?? String(cause)
  throw new StartError(
    `The embedded PostgreSQL did not start: ${words} (log: ${layout.logFile})`,
    cause,
  )
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
