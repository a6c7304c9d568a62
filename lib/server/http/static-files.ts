import type { IncomingMessage, ServerResponse } from 'node:http'
import sirv from 'sirv'

const prefix = '/_next/static'

/**
 * Serves the build's files as they were compressed by `compressStatic`. Their names change with
 * their content, so browsers keep them for good.
 * @param folder `.next/static`
 * @returns a function that answers the request, or returns false: another path, a missing file, or
 * a client without brotli, for which Next.js compresses
 */
export function staticFiles(folder: string) {
  const serve = sirv(folder, { brotli: true, immutable: true, maxAge: 31_536_000 })
  return (incoming: IncomingMessage, response: ServerResponse): boolean => {
    const { url = '' } = incoming
    const isRead = incoming.method === 'GET' || incoming.method === 'HEAD'
    const takesBrotli = /\bbr\b/.test(String(incoming.headers['accept-encoding'] ?? ''))
    if (!isRead || !takesBrotli || !url.startsWith(`${prefix}/`)) return false
    let isFound = true
    incoming.url = url.slice(prefix.length)
    serve(incoming, response, () => {
      isFound = false
    })
    incoming.url = url
    return isFound
  }
}
