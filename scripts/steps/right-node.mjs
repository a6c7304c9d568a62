import { existsSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { inRoot } from './places.mjs'
import { runStep } from './progress.mjs'

const ownNode = inRoot('.node', 'node_modules', 'node', 'bin', 'node')

/**
 * The path of a Node.js that can run Lumos: the current one, or a copy that npm installs once into
 * `.node`.
 */
export async function rightNode() {
  if (isRecent(process.versions.node)) return process.execPath
  if (!existsSync(ownNode)) {
    const args = ['install', '--prefix', inRoot('.node'), '--ignore-scripts=false', 'node@24']
    await runStep('Installing Node 24', 'npm', [...args, '--no-audit', '--no-fund'])
  }
  return ownNode
}

/** Node.js 22.19, or 24 and newer: versions that strip types. */
function isRecent(version) {
  const [major, minor] = version.split('.').map(Number)
  return major >= 24 || (major === 22 && minor >= 19)
}

/** An environment in which `node` is that Node.js. */
export function withNode(node, env = process.env) {
  return {
    ...env,
    PATH: [dirname(node), env.PATH].join(delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
    CHECKPOINT_DISABLE: '1',
  }
}
