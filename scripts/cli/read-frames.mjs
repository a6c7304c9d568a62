/**
 * The frames of an event stream, with when they came.
 * @yields {{ frame: object, at: number }} `at` in milliseconds, `performance.now()`
 */
export async function* readFrames(response) {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of response.body) {
    const at = performance.now()
    const parts = (rest + decoder.decode(bytes, { stream: true })).split('\n\n')
    rest = parts.pop()
    for (const part of parts) {
      const data = part
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(5).trim())
        .join('\n')
      if (data.startsWith('{')) yield { frame: JSON.parse(data), at }
    }
  }
}
