import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A hash of the names and contents of files and folders.
 * @param isUsed selects paths below a folder
 */
export function contentHash(paths, isUsed = () => true) {
  const hash = createHash('sha256')
  for (const path of paths) addPath(hash, path, isUsed)
  return hash.digest('hex')
}

function addPath(hash, path, isUsed) {
  let entries
  try {
    entries = readdirSync(path, { withFileTypes: true })
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error
    hash.update(`${path}\0`).update(readFileSync(path))
    return
  }
  for (const { name } of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (isUsed(join(path, name), name)) addPath(hash, join(path, name), isUsed)
  }
}
