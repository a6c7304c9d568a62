import { existsSync } from 'node:fs'
import { inRoot } from './places.mjs'
import { run } from './processes.mjs'

/** Makes git run `.githooks`, unless hooks are configured already or this is not a git clone. */
export async function ensureGitHooks(env) {
  if (!existsSync(inRoot('.git')) || env.CI) return
  const config = (...args) => run('git', ['config', '--local', ...args], { env })
  const { code } = await config('--get', 'core.hooksPath')
  // Code 1: not configured. Code 127: git is not installed.
  if (code === 1) await config('core.hooksPath', '.githooks')
}
