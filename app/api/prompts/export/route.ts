import { promptFileSchema } from '#lib/contracts/chat/saved-prompt.ts'
import { route } from '#lib/server/http/route.ts'
import { exportPrompts } from '#lib/server/prompts/transfer-prompts.ts'

export const GET = route(
  { access: 'user', summary: 'Downloads your prompts', answer: promptFileSchema },
  async ({ services, user }) =>
    Response.json(await exportPrompts(services, user.id), {
      headers: { 'content-disposition': 'attachment; filename="lumos-prompts.json"' },
    }),
)
