import { z } from 'zod'
import { listen } from '#lib/db/notifications.ts'
import { logError } from '../log-error.ts'
import { loadProviders } from '../providers/load-providers.ts'
import type { Services } from '../services.ts'

const runMessageSchema = z.object({
  type: z.enum(['stop', 'ended']),
  turnId: z.string(),
  instanceId: z.string(),
})

/**
 * Hears from the database's triggers what concerns this instance: runs that shall stop or have lost
 * their claim, users whose rights changed, and changed agents, providers, settings and chats.
 */
export async function hearInstances(services: Services): Promise<{ close(): Promise<void> }> {
  const { heldRuns, instanceId, openStreams, config, chatChanges } = services
  const hear: Record<string, (payload: string) => void> = {
    lumos_runs(payload) {
      const message = runMessageSchema.parse(JSON.parse(payload))
      if (message.instanceId !== instanceId) return
      if (message.type === 'stop') heldRuns.stop(message.turnId, 'user')
      else if (heldRuns.claimed().includes(message.turnId)) heldRuns.stop(message.turnId, 'lost')
    },
    lumos_users: (userId) => void openStreams.review(userId).catch(logError),
    lumos_config: (version) => config.heard(Number(version)),
    lumos_chats: chatChanges.heard,
  }
  // The next turns need not wait for what has changed.
  config.onChange(() => {
    Promise.all([services.agents.list(), services.settings.read(), loadProviders(services)]).catch(
      logError,
    )
  })
  return listen(services.database.url, Object.keys(hear), {
    message(payload, channel) {
      try {
        hear[channel]?.(payload)
      } catch (error) {
        logError(error)
      }
    },
    gap() {
      chatChanges.missed()
      openStreams.reviewAll().catch(logError)
    },
    error: logError,
  })
}
