import type { ChatChange } from '#lib/contracts/chat/chat-change.ts'

/** The changes as server-sent events. */
export async function* encodeChanges(
  changes: AsyncIterable<ChatChange>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const change of changes) yield encoder.encode(`data: ${JSON.stringify(change)}\n\n`)
}
