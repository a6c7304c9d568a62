/** One server-sent event that carries a chunk of the UI message stream. */
export function sseFrame(chunk: object): string {
  return `data: ${JSON.stringify(chunk)}\n\n`
}
