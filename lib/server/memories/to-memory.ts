import { type Memory, memoryTypeSchema } from '#lib/contracts/memory/memory.ts'
import type { Memory as MemoryRow, PrismaClient } from '#lib/db/generated/client.ts'

/** Memories as the API shows them. A source in the bin is hidden until its chat is restored. */
export async function toMemories(prisma: PrismaClient, rows: MemoryRow[]): Promise<Memory[]> {
  const ids = rows.flatMap(({ sourceChatId }) => sourceChatId ?? [])
  const binned = await prisma.chat.findMany({
    where: { id: { in: ids }, deletedAt: { not: null } },
    select: { id: true },
  })
  const hidden = new Set(binned.map(({ id }) => id))
  return rows.map((row) => {
    const isHidden = row.sourceChatId !== null && hidden.has(row.sourceChatId)
    return toMemory(isHidden ? { ...row, sourceChatId: null } : row)
  })
}

export function toMemory(row: MemoryRow): Memory {
  return {
    id: row.id,
    text: row.text,
    type: memoryTypeSchema.parse(row.type),
    importance: row.importance,
    agentId: row.agentId,
    source: row.sourceChatId ? { chatId: row.sourceChatId, messageId: row.sourceMessageId } : null,
    validFrom: row.validFrom?.toISOString() ?? null,
    validTo: row.validTo?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    useCount: row.useCount,
  }
}
