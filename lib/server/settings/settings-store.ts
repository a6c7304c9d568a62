import { type Settings, type SettingsPatch, settingsSchema } from '#lib/contracts/settings.ts'
import type { PrismaClient } from '#lib/db/generated/client.ts'
import { logError } from '../log-error.ts'

/** The instance's settings, cached because turns read them. */
export interface SettingsStore {
  read(): Promise<Settings>
  /**
   * The settings as last read, without waiting; null before the first read. Old settings are read
   * again in the background.
   */
  latest(): Settings | null
  update(patch: SettingsPatch): Promise<Settings>
}

/** @param newest the newest version of the settings that this process heard of */
export function createSettingsStore(prisma: PrismaClient, newest: () => number): SettingsStore {
  let loaded: { version: number; settings: Promise<Settings> } | undefined
  let latest: Settings | null = null

  const load = () => {
    const version = newest()
    const settings = prisma.setting.findMany().then((rows) => {
      const valid = rows.filter(({ key }) => key in settingsSchema.shape)
      latest = settingsSchema.parse(Object.fromEntries(valid.map(({ key, value }) => [key, value])))
      return latest
    })
    const entry = { version, settings }
    // A failed read is not cached.
    settings.catch(() => {
      if (loaded === entry) loaded = undefined
    })
    loaded = entry
    return settings
  }

  const read = () => (loaded?.version === newest() ? loaded.settings : load())

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
