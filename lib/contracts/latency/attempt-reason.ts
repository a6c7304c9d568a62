const attemptReasons = [
  'deadline-connect',
  'deadline-first-token',
  'deadline-between-tokens',
  'deadline-total',
  'output-cap',
  'not-saved',
  'circuit-open',
  'provider-rate-limit',
  'provider-quota',
  'provider-auth',
  'model-not-found',
  'provider-not-found',
  'provider-unreachable',
  'provider-refused-connection',
  'provider-unknown-host',
  'provider-tls',
  'provider-reset',
  'provider-bad-response',
  'provider-error',
  'empty-answer',
  'content-filter',
  'context-length',
  'provider-loading',
  'tool-use-failed',
  'server-limit',
] as const

/** The message key for an error's code. */
export function reasonOf(code: string | undefined): (typeof attemptReasons)[number] | 'other' {
  return attemptReasons.find((name) => name === code) ?? 'other'
}
