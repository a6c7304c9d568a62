import { ensureDependencies } from './dependencies.mjs'
import { exclusively } from './exclusive.mjs'
import { ensureBuild } from './next-build.mjs'
import { ensurePrismaClient } from './prisma-client.mjs'
import { rightNode, withNode } from './right-node.mjs'

/**
 * Brings the clone to where its TypeScript runs: Node, packages, database client. What is there
 * already is left alone.
 * @param options.build also the production build
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>}
 */
export function setUp({ build = false } = {}) {
  return exclusively(async () => {
    const node = await rightNode()
    const env = withNode(node)
    await ensureDependencies(env)
    await ensurePrismaClient(node, env)
    if (build) await ensureBuild(node, env)
    return { node, env }
  })
}
