import { ApiError } from '#components/api-client.ts'

/**
 * Downloads all memories as a file.
 * @param onProgress bytes received so far
 * @throws ApiError
 */
export async function exportMemories(onProgress: (bytes: number) => void): Promise<void> {
  const response = await fetch('/api/memories/export')
  if (!response.ok || !response.body) {
    throw new ApiError(response.status, await response.json().catch(() => ({})))
  }
  const reader = response.body.getReader()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    bytes += value.byteLength
    onProgress(bytes)
  }
  const url = URL.createObjectURL(new Blob(chunks, { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `lumos-memories-${new Date().toISOString().slice(0, 10)}.json`
  link.click()
  URL.revokeObjectURL(url)
}
