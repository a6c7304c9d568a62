/** The status of a request for which Next would fail; undefined for all others. */
export function refusedStatus(method = 'GET', path = ''): 400 | 405 | undefined {
  // Next builds a web `Request`, whose constructor throws for TRACE.
  if (method === 'TRACE') return 405
  try {
    return decodeURIComponent(path).startsWith('/') ? undefined : 400
  } catch {
    return 400
  }
}
