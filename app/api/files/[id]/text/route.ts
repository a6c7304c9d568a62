import { textResponse } from '#lib/server/files/file-response.ts'
import { readFileText } from '#lib/server/files/own-file.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(
  { access: 'user', summary: 'The text of a file', answer: 'text/plain' },
  async ({ services, user, params }) =>
    textResponse(await readFileText(services, user.id, params.id ?? '')),
)
