import { settingsPatchSchema, settingsSchema } from '#lib/contracts/settings.ts'
import { route } from '#lib/server/http/route.ts'
import { updateSettings } from '#lib/server/settings/update-settings.ts'

export const GET = route(
  { access: 'admin', summary: 'The settings', answer: settingsSchema },
  ({ services }) => services.settings.read(),
)

export const PATCH = route(
  {
    access: 'admin',
    summary: 'Changes settings; groups are merged',
    answer: settingsSchema,
    body: settingsPatchSchema,
  },
  ({ services, user, body }) => updateSettings(services, user, body),
)
