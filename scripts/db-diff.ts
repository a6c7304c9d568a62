import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { diffSchemas } from '#lib/db/schema-diff.ts'
import { startTemporaryServer } from '#lib/db/temporary-server.ts'

// Prints the SQL of the next migration: from the schema of the last commit to the one in work.
// With --empty: the SQL of the whole schema.
const path = 'prisma/schema.prisma'
const before = process.argv.includes('--empty')
  ? null
  : execFileSync('git', ['show', `HEAD:${path}`], { encoding: 'utf8' })

const server = await startTemporaryServer()
try {
  console.log(await diffSchemas(server.url('lumos'), before, await readFile(path, 'utf8')))
} finally {
  await server.stop()
}
