import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { contentHash } from './content-hash.mjs'
import { inRoot } from './places.mjs'
import { runStep } from './progress.mjs'

const stamp = inRoot('.stamps', 'prisma-client')
const generator = inRoot('scripts', 'steps', 'generate-client.mjs')

/** Generates the database client if the schema or the generator changed. */
export async function ensurePrismaClient(node, env) {
  const hash = contentHash([
    inRoot('prisma', 'schema.prisma'),
    inRoot('node_modules', '@prisma', 'client-generator-ts', 'package.json'),
    generator,
  ])
  const isThere = existsSync(inRoot('lib', 'db', 'generated', 'client.ts'))
  if (isThere && readStamp(stamp) === hash) return
  await runStep('Generating the database client', node, [generator], { env })
  writeStamp(stamp, hash)
}

export function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

export function writeStamp(path, text) {
  mkdirSync(inRoot('.stamps'), { recursive: true })
  writeFileSync(path, text)
}
