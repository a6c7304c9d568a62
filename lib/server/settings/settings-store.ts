import { type Settings, type SettingsPatch, settingsSchema } from '#lib/contracts/settings.ts'
import type { PrismaClient } from '#lib/db/generated/client.ts'
import { logError } from '../log-error.ts'

/** The instance's settings, cached briefly because turns read them. */
export interface SettingsStore {
  read(): Promise<Settings>
  /**
   * The settings as last read, without waiting; null before the first read. Old settings are read
   * again in the background.
   */
  latest(): Settings | null
  update(patch: SettingsPatch): Promise<Settings>
}

/** The longest time until another process's change is seen. */
const freshMs = 5_000

export function createSettingsStore(prisma: PrismaClient): SettingsStore {
  let loaded: { at: number; settings: Promise<Settings> } | undefined
  let latest: Settings | null = null

  const load = () => {
    const settings = prisma.setting.findMany().then((rows) => {
      const valid = rows.filter(({ key }) => key in settingsSchema.shape)
      latest = settingsSchema.parse(Object.fromEntries(valid.map(({ key, value }) => [key, value])))
      return latest
    })
    const entry = { at: performance.now(), settings }
    // A failed read is not cached.
    settings.catch(() => {
      if (loaded === entry) loaded = undefined
    })
    loaded = entry
    return settings
  }

  const read = () => {
    const isFresh = loaded && performance.now() - loaded.at < freshMs
    return loaded && isFresh ? loaded.settings : load()
  }

  return {
    read,
    latest() {
      read().catch(logError)
      return latest
    },
    async update(patch) {
      const changes = Object.entries(patch).filter(([, value]) => value !== undefined)
      await prisma.$transaction(
        changes.map(
          ([key, value]) =>
            prisma.$executeRaw`
            INSERT INTO "Setting" (key, value, "updatedAt")
            VALUES (${key}, ${JSON.stringify(value)}::jsonb, now())
            ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, "updatedAt" = now()`,
        ),
      )
      return load()
    },
  }
}
