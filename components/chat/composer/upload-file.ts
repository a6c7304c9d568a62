import { ApiError } from '#components/api-client.ts'
import { largestFileBytes } from '#lib/contracts/chat/file.ts'
import type { UploadedFile } from '#lib/contracts/chat/uploaded-file.ts'

/**
 * Uploads a file with `XMLHttpRequest`, because `fetch` reports no upload progress.
 * @param onProgress called with the share sent, 0 to 1
 * @throws ApiError, also for a file that the server would refuse as too large after receiving all
 * of it; Error when the connection fails
 */
export async function uploadFile(
  file: File,
  { onProgress, signal }: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<UploadedFile> {
  if (file.size > largestFileBytes) {
    const message = 'The file is too large.'
    throw new ApiError(413, { error: { code: 'file-too-large', message } })
  }
  const form = new FormData()
  form.append('file', file)
  const request = new XMLHttpRequest()
  return new Promise((resolve, reject) => {
    request.open('POST', '/api/files')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => {
      if (request.status === 201) resolve(request.response)
      else reject(new ApiError(request.status, request.response ?? {}))
    }
    // The same error type that `fetch` throws without a connection.
    request.onerror = () => reject(new TypeError('The upload failed.'))
    signal.addEventListener('abort', () => {
      request.abort()
      reject(signal.reason)
    })
    request.send(form)
  })
}
