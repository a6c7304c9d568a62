import { hostname } from 'node:os'
import { join } from 'node:path'
import { readOrCreate } from '#lib/data-directory.ts'

/**
 * Names the data directory on this machine, so that its next process knows which instance was its
 * earlier one. A copy on another machine has another name.
 */
export async function readHome(dataDir: string): Promise<string> {
  const id = await readOrCreate(join(dataDir, 'instance'), () => crypto.randomUUID())
  return `${id}@${hostname()}:${dataDir}`
}
