import { ensureDependencies } from './dependencies.mjs'
import { ensurePrismaClient } from './prisma-client.mjs'
import { rightNode, withNode } from './right-node.mjs'

/**
 * Brings the clone to where its TypeScript runs: Node, packages, database client. What is there
 * already is left alone.
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>}
 */
export async function setUp() {
  const node = await rightNode()
  const env = withNode(node)
  await ensureDependencies(env)
  await ensurePrismaClient(node, env)
  return { node, env }
}
