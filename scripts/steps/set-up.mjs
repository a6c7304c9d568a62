import { ensureDependencies } from './dependencies.mjs'
import { linkEditorNode } from './editor-node.mjs'
import { exclusively } from './exclusive.mjs'
import { StepFailed } from './fail.mjs'
import { ensureGitHooks } from './git-hooks.mjs'
import { ensureBuild, isBuilt } from './next-build.mjs'
import { inRoot } from './places.mjs'
import { ensurePrismaClient } from './prisma-client.mjs'
import { run } from './processes.mjs'
import { lastLines } from './progress.mjs'
import { rightNode, withNode } from './right-node.mjs'

/**
 * Prepares the clone so that its TypeScript runs: Node.js, packages, database client. Existing
 * parts are left alone.
 * @param options.build also the production build, if Lumos could start then
 * @param options.dev also the developers' packages: linter, test runners, types
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>}
 */
export function setUp({ build = false, dev = false } = {}) {
  return exclusively(async () => {
    const node = await rightNode()
    const env = withNode(node)
    await ensureDependencies(env, { dev })
    await ensurePrismaClient(node, env)
    if (dev) {
      await ensureGitHooks(env)
      linkEditorNode(node)
    }
    if (build && !isBuilt()) {
      await requireStartable(node, env)
      await ensureBuild(node, env)
    }
    return { node, env }
  })
}

async function requireStartable(node, env) {
  const args = ['--disable-warning=ExperimentalWarning', inRoot('scripts', 'preflight.ts')]
  const { code, output } = await run(node, args, { env })
  if (code !== 0) throw new StepFailed(lastLines(output))
}
