import { existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { contentHash } from './content-hash.mjs'
import { inRoot, root } from './places.mjs'
import { readStamp, writeStamp } from './prisma-client.mjs'
import { runStep } from './progress.mjs'

export const nextCli = inRoot('node_modules', 'next', 'dist', 'bin', 'next')
const stamp = inRoot('.stamps', 'next-build')

/** Files and folders of the project that do not affect the build. */
const unused = new Set(
  ['node_modules', 'e2e', 'bench', 'docs', 'scripts', 'data', 'test-results', 'playwright-report']
    .concat(['next-env.d.ts', 'tsconfig.tsbuildinfo', 'lib/db/generated', 'prisma/migrations'])
    .concat(['biome.json', 'knip.json', 'LICENSE'])
    .concat(['playwright.config.ts', 'vitest.config.ts', 'vitest.setup.ts'])
    .map((name) => inRoot(name)),
)

function isUsed(path, name) {
  if (name.startsWith('.') && (!name.startsWith('.env') || name === '.env.example')) return false
  if (/\.test\.tsx?$|\.md$|Dockerfile|compose\.yaml/.test(name)) return false
  return !unused.has(path) && path !== resolve(process.env.LUMOS_DATA_DIR ?? 'data')
}

/** A hash of everything that the build is made from. */
const sourceHash = () => contentHash([root], isUsed)

export function isBuilt() {
  return existsSync(inRoot('.next', 'BUILD_ID')) && readStamp(stamp) === sourceHash()
}

/** Builds for production if a source changed. */
export async function ensureBuild(node, env) {
  if (isBuilt()) return
  const hash = sourceHash()
  rmSync(stamp, { force: true })
  await runStep('Building', node, [nextCli, 'build'], { env: { ...env, NODE_ENV: 'production' } })
  writeStamp(stamp, hash)
}
