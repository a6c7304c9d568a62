import { settingsPatchSchema } from '#lib/contracts/settings.ts'
import { route } from '#lib/server/http/route.ts'
import { updateSettings } from '#lib/server/settings/update-settings.ts'

export const GET = route({ access: 'admin' }, ({ services }) => services.settings.read())

export const PATCH = route(
  { access: 'admin', body: settingsPatchSchema },
  ({ services, user, body }) => updateSettings(services, user, body),
)
