/** The pages under /settings, in the order of their navigation. */
export const settingsPages = [
  'agents',
  'providers',
  'models',
  'tools',
  'webhooks',
  'users',
  'instances',
  'backups',
  'audit',
  'general',
] as const

export type SettingsPage = (typeof settingsPages)[number]
