import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StepFailed } from './fail.mjs'
import { run } from './processes.mjs'
import { lastLines, runStep } from './progress.mjs'

const debianFolder = '/usr/lib/postgresql'
const version = '15'
const startMs = 20_000
const isRoot = process.getuid?.() === 0

/**
 * Starts a private cluster of the oldest supported PostgreSQL, from Debian's package.
 * @returns {Promise<{ url: string, stop: () => Promise<void> } | undefined>} undefined if the
 * package is not available
 */
export async function startSecondPostgres() {
  const bin = await findBinaries()
  if (!bin) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'lumos-pg15-'))
  const owner = isRoot ? await postgresUser() : undefined
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const cluster = join(folder, 'cluster')
  const options = { ...owner, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } }
  const made = await run(
    join(bin, 'initdb'),
    ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    options,
  )
  if (made.code !== 0) throw new StepFailed(lastLines(made.output))
  const settings = ['-c', 'listen_addresses=', '-c', 'fsync=off', '-c', 'max_connections=200']
  const server = spawn(join(bin, 'postgres'), ['-D', cluster, '-k', folder, ...settings], {
    ...options,
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  process.once('exit', () => server.kill('SIGINT'))
  await waitForSocket(folder, server)
  return {
    url: `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    async stop() {
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function findBinaries() {
  const bin = join(debianFolder, version, 'bin')
  if (existsSync(join(bin, 'initdb'))) return bin
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return undefined
  await installDebianPackage(`postgresql-${version}`)
  return existsSync(join(bin, 'initdb')) ? bin : undefined
}

/** @returns whether it is installed now; other releases may not have the package */
export async function installDebianPackage(name) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const lists = '/var/lib/apt/lists'
  const install = async () => {
    if (readdirSync(lists).length < 3) await run('apt-get', ['update', '-q'], { env })
    const { output } = await run('apt-cache', ['policy', name], { env })
    if (!/Candidate: \d/.test(output)) return false
    const args = ['install', '-y', '-q', '--no-install-recommends', name]
    await runStep(`Installing ${name}`, 'apt-get', args, { env })
    return true
  }
  return existsSync(lists) ? install() : false
}

/** The package's own user, because PostgreSQL does not run as root. */
async function postgresUser() {
  const id = async (flag) => Number((await run('id', [flag, 'postgres'])).output)
  return { uid: await id('-u'), gid: await id('-g') }
}

async function waitForSocket(folder, server) {
  const deadline = Date.now() + startMs
  const isListening = () => readdirSync(folder).includes('.s.PGSQL.5432')
  while (!isListening()) {
    if (server.exitCode !== null || Date.now() > deadline) {
      throw new StepFailed('The second PostgreSQL did not start.')
    }
    await sleep(50)
  }
}
