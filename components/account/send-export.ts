import { ApiError } from '#components/api-client.ts'
import type { ImportReport } from '#lib/contracts/chat/import.ts'
import type { ErrorBody } from '#lib/contracts/error-body.ts'

/** Uploads an export file to import it. @throws ApiError */
export async function sendExport(file: File): Promise<ImportReport> {
  const form = new FormData()
  form.append('file', file)
  const response = await fetch('/api/chats/import', { method: 'POST', body: form })
  const answer: unknown = await response.json().catch(() => ({}))
  if (!response.ok) throw new ApiError(response.status, answer as Partial<ErrorBody>)
  return answer as ImportReport
}
