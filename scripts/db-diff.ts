import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedServer } from '#lib/db/embedded-server.ts'
import { diffSchemas } from '#lib/db/schema-diff.ts'

// Prints the SQL of the next migration: from the schema of the last commit to the one in work.
// With --empty: the SQL of the whole schema.
const path = 'prisma/schema.prisma'
const before = process.argv.includes('--empty')
  ? null
  : execFileSync('git', ['show', `HEAD:${path}`], { encoding: 'utf8' })

const dataDir = await mkdtemp(join(tmpdir(), 'lumos-diff-'))
const server = await startEmbeddedServer(dataDir)
try {
  console.log(await diffSchemas(server.url('lumos'), before, await readFile(path, 'utf8')))
} finally {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
