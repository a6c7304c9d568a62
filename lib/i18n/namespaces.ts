/** The message files of each language: `messages/<locale>/<namespace>.json`. */
export const namespaces = [
  'common',
  'account',
  'share',
  'auth',
  'shell',
  'chat',
  'answer',
  'settings',
  'audit',
  'memories',
  'prompts',
  'webhooks',
  'diagnosis',
  'latency',
] as const
export type Namespace = (typeof namespaces)[number]
