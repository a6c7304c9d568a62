import { existsSync } from 'node:fs'
import { StepFailed } from './fail.mjs'
import { installDebianPackage } from './second-postgres.mjs'

const usualPlaces = [
  '/usr/bin/redis-server',
  '/usr/local/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
]

/**
 * The path of redis-server, which is installed if missing.
 * @throws StepFailed
 */
export async function ensureRedis(env) {
  const find = () => [env.TEST_REDIS, ...usualPlaces].find((path) => path && existsSync(path))
  if (!find() && process.getuid?.() === 0) await installDebianPackage('redis-server')
  const found = find()
  if (!found) throw new StepFailed('There is no Redis. Install it, or set TEST_REDIS to its path.')
  return found
}
