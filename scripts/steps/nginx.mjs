import { existsSync } from 'node:fs'
import { StepFailed } from './fail.mjs'
import { installDebianPackage } from './second-postgres.mjs'

const usualPlaces = [
  '/usr/sbin/nginx',
  '/usr/local/bin/nginx',
  '/usr/local/sbin/nginx',
  '/opt/homebrew/bin/nginx',
]

/**
 * The path of nginx, which is installed if missing.
 * @throws StepFailed
 */
export async function ensureNginx(env) {
  const find = () => [env.TEST_NGINX, ...usualPlaces].find((path) => path && existsSync(path))
  if (!find() && process.getuid?.() === 0) await installDebianPackage('nginx')
  const found = find()
  if (!found) throw new StepFailed('There is no nginx. Install it, or set TEST_NGINX to its path.')
  return found
}
