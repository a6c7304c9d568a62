import { memoryImportSchema } from '#lib/contracts/memory/memory.ts'
import { route } from '#lib/server/http/route.ts'

/** All memories of the user, in the format that the import accepts. */
export const GET = route(
  {
    access: 'user',
    keyScope: 'memory',
    summary: 'All your memories, as a file that the import takes',
    answer: memoryImportSchema,
  },
  async ({ services, user }) => {
    const rows = await services.database.prisma.memory.findMany({
      where: { userId: user.id },
      orderBy: [{ sourceId: 'asc' }, { position: 'asc' }, { createdAt: 'asc' }],
    })
    const items = rows.map(({ text, agentId, type, importance, sourceId, ...times }) => ({
      text,
      agentId,
      type,
      importance,
      ...(sourceId !== null && { sourceId }),
      createdAt: times.createdAt.toISOString(),
      ...(times.validFrom && { validFrom: times.validFrom.toISOString() }),
      ...(times.validTo && { validTo: times.validTo.toISOString() }),
    }))
    const headers = { 'content-disposition': 'attachment; filename="lumos-memories.json"' }
    return Response.json({ items }, { headers })
  },
)
