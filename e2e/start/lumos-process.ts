import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A Lumos process, started like in a terminal, in a process group of its own. */
export interface LumosProcess {
  pid: number
  url: string
  dataDir: string
  /** Its output so far. */
  stdout(): string
  stderr(): string
  /** Resolves when it serves; rejects with its output if it ends before. */
  ready: Promise<void>
  ended: Promise<number | null>
  /** Signals the whole group, like Ctrl-C in a terminal. */
  signalGroup(signal: NodeJS.Signals): void
  signalStarter(signal: NodeJS.Signals): void
}

const startScript = ['node', 'scripts/start.mjs']
export const npmStart = ['npm', 'start']

export async function startLumos(
  environment: Record<string, string> = {},
  [program = '', ...args]: string[] = startScript,
): Promise<LumosProcess> {
  const port = environment.PORT ?? String(await freePort())
  const dataDir = environment.LUMOS_DATA_DIR ?? (await makeDataDir())
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(program, args, {
    env: {
      PATH,
      HOME,
      PORT: port,
      LUMOS_DATA_DIR: dataDir,
      LUMOS_LOCAL_DISCOVERY: 'off',
      ...environment,
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const pid = child.pid ?? 0
  return {
    pid,
    url: `http://127.0.0.1:${port}`,
    dataDir,
    stdout,
    stderr,
    ended,
    ready: screenShown(child, stdout, stderr),
    signalGroup: (signal) => process.kill(-pid, signal),
    signalStarter: (signal) => process.kill(pid, signal),
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = ''
  stream?.on('data', (chunk) => {
    text += chunk
  })
  return () => text
}

function screenShown(
  child: ChildProcess,
  stdout: () => string,
  stderr: () => string,
): Promise<void> {
  const shown = new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => {
      if (/Providers .*\n/.test(stdout())) resolve()
    })
    child.once('close', () => reject(new Error(`It ended: ${stderr() || stdout()}`)))
  })
  shown.catch(() => undefined)
  return shown
}

/** All descendants of a process, in any process group. */
export async function descendants(pid: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const parents = await Promise.all(pids.map(async (each) => [each, await parentOf(each)] as const))
  const found = [pid]
  for (const parent of found) {
    for (const [each, its] of parents) if (its === parent) found.push(each)
  }
  return found.slice(1)
}

async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

/** The processes that are running; a zombie has ended and waits only for its parent. */
export async function living(pids: number[]): Promise<string[]> {
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')),
  )
  return lines.filter((line) => line && line.slice(line.lastIndexOf(')') + 2)[0] !== 'Z')
}

/** Kills the whole group and waits until the server, which holds the data directory, has ended. */
export async function killLumos({ dataDir, signalGroup, ended }: LumosProcess): Promise<void> {
  const server = Number.parseInt(await readFile(join(dataDir, 'lumos.pid'), 'utf8'), 10)
  signalGroup('SIGKILL')
  await ended
  while ((await living([server])).length > 0) await sleep(10)
}

/** The process id of the embedded database's main process. */
export async function postmasterOf(dataDir: string): Promise<number> {
  const id = await readFile(join(dataDir, 'postgres-home'), 'utf8').catch(() => '')
  const home = id ? join('/var/lib/lumos', id.trim()) : join(dataDir, 'postgres')
  const file = await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8')
  return Number(file.split('\n')[0])
}

const dataDirs = new Set<string>()

export async function makeDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lumos-start-'))
  dataDirs.add(dataDir)
  return dataDir
}

/**
 * Removes the data directories, and the database clusters, which are elsewhere when this runs as
 * root.
 */
export async function removeDataDirs(): Promise<void> {
  for (const dataDir of dataDirs) {
    const id = await readFile(join(dataDir, 'postgres-home'), 'utf8').catch(() => '')
    if (id) await rm(join('/var/lib/lumos', id.trim()), { recursive: true, force: true })
    await rm(dataDir, { recursive: true, force: true })
  }
  dataDirs.clear()
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
