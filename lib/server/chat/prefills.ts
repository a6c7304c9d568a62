/** A prompt that was sent ahead for a chat. */
interface Prefill {
  chatId: string
  /** Of the prompt's last message and the model. */
  key: string
  controller: AbortController
  startedAt: number
  /** Prompt tokens by the provider's count; null until the provider has read the prompt. */
  tokens: number | null
}

/** The prompts that are sent ahead, at most one of each user. */
export interface Prefills {
  /**
   * Sends a chat's prompt ahead, unless that was done shortly before. The user's prompt for another
   * chat is given up.
   * @param send rejects when its signal is aborted
   * @returns tokens of the prompt; null if it was not sent
   */
  begin(
    userId: string,
    place: { chatId: string; key: string },
    send: (signal: AbortSignal) => Promise<number | null>,
  ): Promise<void>
  /**
   * Gives up what is still being read for a user, because a message was sent.
   * @returns tokens that the provider has read ahead for this chat; null if it has not
   */
  take(userId: string, chatId: string): number | null
}

/** After this time a provider may have forgotten the prompt. */
const rememberedMs = 60_000
const mostUsers = 10_000

export function createPrefills(now = () => performance.now()): Prefills {
  const byUser = new Map<string, Prefill>()
  return {
    async begin(userId, { chatId, key }, send) {
      const before = byUser.get(userId)
      const isFresh = before !== undefined && now() - before.startedAt < rememberedMs
      if (isFresh && before.chatId === chatId && before.key === key) return
      before?.controller.abort('replaced')
      const controller = new AbortController()
      const prefill: Prefill = { chatId, key, controller, startedAt: now(), tokens: null }
      byUser.delete(userId)
      byUser.set(userId, prefill)
      const [oldest] = byUser.keys()
      if (byUser.size > mostUsers && oldest !== undefined) byUser.delete(oldest)
      try {
        prefill.tokens = await send(controller.signal)
      } finally {
        // What was not read may be tried again.
        if (prefill.tokens === null && byUser.get(userId) === prefill) byUser.delete(userId)
      }
    },
    take(userId, chatId) {
      const prefill = byUser.get(userId)
      if (!prefill) return null
      byUser.delete(userId)
      prefill.controller.abort('message-sent')
      return prefill.chatId === chatId ? prefill.tokens : null
    },
  }
}
