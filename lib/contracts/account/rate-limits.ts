import { z } from 'zod'

/** The number allowed in a window; null for no limit. */
const count = (allowed: number) => z.int().min(1).max(1_000_000).nullable().default(allowed)

/** What is limited, each with its window; set in the settings. */
export const rateLimitsSchema = z.object({
  /** Wrong passwords of one client address (IPv6: its /64), in 5 minutes. */
  signInsPerClient: count(20),
  /** Wrong passwords for one account from devices that it was not used on before, in 5 minutes. */
  signInsPerAccount: count(10),
  /** Wrong passwords beside a session: to change it, or to delete the account, in 5 minutes. */
  passwordChecksPerUser: count(10),
  /** New accounts by one client address in an hour, where sign-up is open. */
  signUpsPerClient: count(10),
  /** Turns of one user in a minute. */
  turnsPerUser: count(120),
  /** Turns from one client address in a minute; turns from this machine are not counted. */
  turnsPerClient: count(600),
  /** Turns of one API key in a minute. */
  turnsPerKey: count(3_000),
  /** Requests of one API key to `/mcp` in a minute. */
  mcpRequestsPerKey: count(600),
  /** Concurrent answers for one user. */
  runsPerUser: count(10),
  /** Concurrent answers for one user's API keys. */
  runsPerKeyOwner: count(200),
  /** Files of one user in 10 minutes. */
  uploadsPerUser: count(200),
  /**
   * Imports of memories or chats by one user in 10 minutes; a large file takes several requests.
   */
  importsPerUser: count(100),
  /** Probes of models by one user in 10 minutes. */
  probesPerUser: count(60),
})
export type RateLimitSettings = z.infer<typeof rateLimitsSchema>

const withoutDefaults = Object.fromEntries(
  Object.entries(rateLimitsSchema.shape).map(([name, field]) => [name, field.unwrap()]),
) as { [K in keyof RateLimitSettings]: ReturnType<(typeof rateLimitsSchema.shape)[K]['unwrap']> }

/** Omitted fields keep their value. */
export const rateLimitsPatchSchema = z.strictObject(withoutDefaults).partial()
