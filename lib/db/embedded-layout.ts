import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmod, chown, lstat, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readOrCreate } from '#lib/data-directory.ts'
import { StartError } from '#lib/errors.ts'
import { copyBinaries, findBinaries } from './embedded-binaries.ts'

const run = promisify(execFile)

/** The folders of an embedded server and the user that runs it. */
export interface EmbeddedLayout {
  binDir: string
  /** Contains the cluster, the socket and the log. */
  home: string
  clusterDir: string
  socketDir: string
  logFile: string
  /** Set when this process is root: PostgreSQL refuses to run as root. */
  owner: { uid: number; gid: number } | undefined
}

const systemUser = 'lumos'
const systemHome = '/var/lib/lumos'
/** In the data directory of a server outside of it: the name of its home. */
export const homeFile = 'postgres-home'
/** The kernel limits a socket's path to 108 bytes; PostgreSQL appends its file name. */
const longestSocketDir = 85

/** Creates the folders of a data directory's embedded server. */
export async function prepareEmbeddedLayout(dataDir: string): Promise<EmbeddedLayout> {
  if (process.platform === 'win32') {
    throw new StartError('The embedded PostgreSQL needs Unix sockets. Set DATABASE_URL on Windows.')
  }
  const { native, version } = await findBinaries()
  return process.getuid?.() === 0
    ? prepareForRoot(dataDir, native, version)
    : prepareForUser(dataDir, native)
}

async function prepareForUser(dataDir: string, native: string): Promise<EmbeddedLayout> {
  const home = join(dataDir, 'postgres')
  const ownSocketDir = join(home, 'socket')
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  const socketDir =
    ownSocketDir.length <= longestSocketDir ? ownSocketDir : join(tmpdir(), `lumos-${hash}`)
  for (const folder of [home, socketDir]) await mkdir(folder, { recursive: true, mode: 0o700 })
  await requirePrivateFolder(socketDir)
  return { ...places(home, native, socketDir), owner: undefined }
}

/**
 * Whoever owns the socket's folder can put a socket of their own there and be the database. In the
 * temporary directory somebody else may have made it before.
 * @throws StartError
 */
export async function requirePrivateFolder(folder: string): Promise<void> {
  const found = await lstat(folder)
  const isOwn = found.isDirectory() && found.uid === process.getuid?.()
  if (isOwn && (found.mode & 0o077) !== 0) await chmod(folder, 0o700)
  if (isOwn) return
  throw new StartError(
    `${folder} belongs to somebody else, so the database's socket is not put there. Remove it, or choose a shorter LUMOS_DATA_DIR.`,
  )
}

/**
 * As root the server runs as a system user, which must reach binaries and data even if the project
 * is in a folder that only root may enter. The name of its home is stored in the data directory, so
 * that deleting the data directory results in a new, empty database.
 */
async function prepareForRoot(
  dataDir: string,
  native: string,
  version: string,
): Promise<EmbeddedLayout> {
  const id = await readOrCreate(join(dataDir, homeFile), () => randomBytes(8).toString('hex'))
  if (!/^[0-9a-f]{16}$/.test(id)) throw new StartError(`${join(dataDir, homeFile)} is damaged.`)
  const owner = await findSystemUser()
  const home = join(systemHome, id)
  await requireOwnHome(dataDir, id, home)
  const binaries = join(systemHome, `postgresql-${version}`)
  await mkdir(systemHome, { recursive: true, mode: 0o755 })
  await chmod(systemHome, 0o755)
  await copyBinaries(native, binaries)
  const socketDir = join(home, 'socket')
  for (const folder of [home, socketDir]) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await chown(folder, owner.uid, owner.gid)
  }
  return { ...places(home, binaries, socketDir), owner }
}

/**
 * A copied data directory names the original's database. Both would use it, and each would regard
 * the other as dead.
 * @throws StartError if this directory is a copy, or its database is not on this machine
 */
async function requireOwnHome(dataDir: string, id: string, home: string): Promise<void> {
  const note = join(home, 'data-directory')
  const own = await realpath(dataDir)
  const original = await readSmallFile(note)
  const isCopy =
    original !== undefined &&
    original !== own &&
    (await readSmallFile(join(original, homeFile))) === id
  if (isCopy) {
    throw new StartError(
      `${dataDir} is a copy of ${original} and names its database. Move data with "npx lumos backup" and "npx lumos restore".`,
    )
  }
  // The secret is created after the database, so a first start that was killed has none.
  const hadDatabase = (await readSmallFile(join(dataDir, 'secret'))) !== undefined
  const isGone = (await stat(home).catch(() => undefined)) === undefined
  if (hadDatabase && isGone) throw missingCluster(dataDir, home)
  await mkdir(home, { recursive: true, mode: 0o700 })
  await writeFile(note, own, { mode: 0o600 })
}

/** A data directory whose database is missing must not be treated as a new one. */
export function missingCluster(dataDir: string, place: string): StartError {
  return new StartError(
    `The database of ${dataDir} is missing: it was at ${place}. Put it back, restore a backup with "npx lumos restore FILE --data-dir NEW", or choose an empty LUMOS_DATA_DIR to begin anew.`,
  )
}

/** The file's text without the last line break; undefined if it does not exist. */
async function readSmallFile(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text?.trim()
}

function places(home: string, binaries: string, socketDir: string) {
  return {
    home,
    binDir: join(binaries, 'bin'),
    clusterDir: join(home, 'cluster'),
    logFile: join(home, 'postgres.log'),
    socketDir,
  }
}

async function findSystemUser(): Promise<{ uid: number; gid: number }> {
  const id = async (flag: string) => Number((await run('id', [flag, systemUser])).stdout)
  const read = async () => ({ uid: await id('-u'), gid: await id('-g') })
  try {
    return await read()
  } catch {
    try {
      await run('useradd', [
        '--system',
        '--user-group',
        '--no-create-home',
        '--shell',
        '/bin/false',
        systemUser,
      ])
    } catch (cause) {
      // Alpine has busybox's adduser instead. Another process may have created the user meanwhile.
      await run('adduser', ['-S', '-D', '-H', systemUser]).catch(() => undefined)
      return await read().catch(() => {
        throw new StartError(
          `PostgreSQL does not run as root and the user "${systemUser}" cannot be made. Run Lumos as an ordinary user or set DATABASE_URL.`,
          cause,
        )
      })
    }
    return read()
  }
}
