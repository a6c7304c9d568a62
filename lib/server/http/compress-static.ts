import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

const compress = promisify(brotliCompress)
const isText = /\.(?:js|css|svg|json|txt)$/
/** As many as zlib's threads. */
const atOnce = 4

/**
 * Writes a brotli file beside each script and style sheet of the build: the strongest compression
 * is too slow to do at a request.
 */
export async function compressStatic(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true })
  const files = entries.filter((name) => isText.test(name)).map((name) => join(folder, name))
  const worker = async () => {
    for (let file = files.pop(); file !== undefined; file = files.pop()) {
      const bytes = await readFile(file)
      const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
      await writeFile(`${file}.br`, await compress(bytes, { params }))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
