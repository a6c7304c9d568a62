import { existsSync } from 'node:fs'
import { inRoot } from './places.mjs'
import { run } from './processes.mjs'

/** Makes git run `.githooks`, unless hooks are set up already or this is no clone of git's. */
export async function ensureGitHooks(env) {
  if (!existsSync(inRoot('.git')) || env.CI) return
  const config = (...args) => run('git', ['config', '--local', ...args], { env })
  const { code } = await config('--get', 'core.hooksPath')
  // 1: it is not set. 127: there is no git.
  if (code === 1) await config('core.hooksPath', '.githooks')
}
