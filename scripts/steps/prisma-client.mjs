import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { contentHash } from './content-hash.mjs'
import { inRoot } from './places.mjs'
import { runStep } from './progress.mjs'

const stamp = inRoot('.stamps', 'prisma-client')

/** Generates the database client when the schema or Prisma changed. */
export async function ensurePrismaClient(node, env) {
  const hash = contentHash([
    inRoot('prisma', 'schema.prisma'),
    inRoot('prisma.config.ts'),
    inRoot('node_modules', 'prisma', 'package.json'),
  ])
  const isThere = existsSync(inRoot('lib', 'db', 'generated', 'client.ts'))
  if (isThere && readStamp(stamp) === hash) return
  const cli = inRoot('node_modules', 'prisma', 'build', 'index.js')
  // `generate` needs no schema engine, but looks for one, and would download it.
  const withoutEngine = {
    ...env,
    PRISMA_SCHEMA_ENGINE_BINARY: node,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  }
  await runStep('Generating the database client', node, [cli, 'generate'], { env: withoutEngine })
  writeStamp(stamp, hash)
}

export function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

export function writeStamp(path, text) {
  mkdirSync(inRoot('.stamps'), { recursive: true })
  writeFileSync(path, text)
}
