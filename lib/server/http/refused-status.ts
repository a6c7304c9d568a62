/** The status of a request that Next would fail on; undefined for all others. */
export function refusedStatus(method = 'GET', path = ''): 400 | 405 | undefined {
  // The web's Request, which Next makes, does not know it.
  if (method === 'TRACE') return 405
  try {
    return decodeURIComponent(path).startsWith('/') ? undefined : 400
  } catch {
    return 400
  }
}
