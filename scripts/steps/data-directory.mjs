import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { StepFailed } from './fail.mjs'

/**
 * Reports early, before anything is built or started, that another Lumos uses the data directory.
 * The server's own lock (`lib/data-directory-lock.ts`) decides.
 * @throws StepFailed
 */
export function requireFreeDataDirectory({ LUMOS_DATA_DIR } = process.env) {
  const dataDir = resolve(LUMOS_DATA_DIR || 'data')
  const [pid, start] = read(join(dataDir, 'lumos.pid')).split(' ')
  const stat = pid ? read(`/proc/${pid}/stat`) : ''
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // A zombie process has ended.
  if (stat && fields[0] !== 'Z' && fields[19] === start) {
    throw new StepFailed(
      `Lumos cannot start: Another Lumos (process ${pid}) is using the data directory ${dataDir}.`,
    )
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
