import { type Memory, memoryTypeSchema } from '#lib/contracts/memory.ts'
import type { Memory as MemoryRow } from '#lib/db/generated/client.ts'

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
