/** The value of a `Server-Timing` header, which browsers show in their network tools (W3C). */
export function serverTiming(spans: { name: string; startMs: number; endMs: number }[]): string {
  return spans
    .map(({ name, startMs, endMs }) => `${name};dur=${Math.round((endMs - startMs) * 10) / 10}`)
    .join(', ')
}
