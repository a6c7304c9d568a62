import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execute, withDatabase } from '#lib/db/testing.ts'

// Serves the production build on an empty data directory until it is told to end. With
// TEST_DATABASE_URL it uses a new database of that server.
const dataDir = mkdtempSync(join(tmpdir(), 'lumos-e2e-'))
const server = process.env.TEST_DATABASE_URL
const name = `e2e_${randomBytes(6).toString('hex')}`
if (server) await execute(server, `CREATE DATABASE ${name}`)

const child = spawn(process.execPath, ['lib/server/main.ts'], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: {
    ...process.env,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    LUMOS_DATA_DIR: dataDir,
    LUMOS_LOCAL_DISCOVERY: 'off',
    ...(server && { DATABASE_URL: withDatabase(server, name) }),
  },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => {
  void cleanUp().then(() => process.exit(code ?? 0))
})

async function cleanUp() {
  if (server) await execute(server, `DROP DATABASE ${name} WITH (FORCE)`)
  try {
    // As root the cluster is outside the data directory.
    const home = readFileSync(join(dataDir, 'postgres-home'), 'utf8').trim()
    rmSync(join('/var/lib/lumos', home), { recursive: true, force: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  rmSync(dataDir, { recursive: true, force: true })
}
