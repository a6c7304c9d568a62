import { fileResponse } from '#lib/server/files/file-response.ts'
import { route } from '#lib/server/http/route.ts'
import { findSharedFile } from '#lib/server/shares/shared-file.ts'

export const GET = route(
  { access: 'public', summary: 'A picture of a shared chat', answer: 'application/octet-stream' },
  async ({ services, request, params }) => {
    const reader = await services.readSession(request.headers)
    const { id = '', fileId = '' } = params
    return fileResponse(services, await findSharedFile(services, id, fileId, reader !== null))
  },
)
