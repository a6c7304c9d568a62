import { apiKey } from '@better-auth/api-key'
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { APIError } from 'better-auth/api'
import type { Database } from '#lib/db/database.ts'

const sessionDays = 30
/** Prefix of Lumos's API keys. */
export const keyPrefix = 'lum_'
const keyLength = 48
export const longestKeyDays = 3_650

/**
 * Stores and checks passwords. Tests pass a cheap one, because better-auth's costs 50 ms of CPU a
 * call.
 */
export interface PasswordHasher {
  hash(password: string): Promise<string>
  verify(data: { hash: string; password: string }): Promise<boolean>
}

interface AuthOptions {
  database: Database
  secret: string
  /** Default: better-auth's scrypt. */
  passwordHasher?: PasswordHasher
}

/**
 * better-auth with e-mail and password. Lumos decides before it calls the handler which endpoints
 * are open and who may sign up. The cookie cache is off, so that a ban takes effect at the next
 * request.
 */
export function createAuth({ database, secret, passwordHasher }: AuthOptions) {
  return betterAuth({
    secret,
    database: prismaAdapter(database.prisma, { provider: 'postgresql', transaction: true }),
    basePath: '/api/auth',
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      ...(passwordHasher && { password: passwordHasher }),
    },
    user: {
      additionalFields: {
        role: { type: 'string', input: false, defaultValue: 'user' },
        banned: { type: 'boolean', input: false, defaultValue: false },
      },
    },
    session: {
      expiresIn: sessionDays * 24 * 60 * 60,
      updateAge: 24 * 60 * 60,
      cookieCache: { enabled: false },
    },
    databaseHooks: accountRules(database),
    plugins: [
      apiKey({
        defaultPrefix: keyPrefix,
        defaultKeyLength: keyLength,
        startingCharactersConfig: { shouldStore: true, charactersLength: keyPrefix.length + 4 },
        maximumNameLength: 60,
        keyExpiration: { minExpiresIn: 0, maxExpiresIn: longestKeyDays },
        // Lumos counts the use of keys itself, across all instances.
        rateLimit: { enabled: false },
      }),
    ],
    advanced: {
      cookiePrefix: 'lumos',
      // The cookie has one name here; `auth-response.ts` renames it in answers over https.
      useSecureCookies: false,
      // Lumos's routes check the origin of every mutation, including better-auth's.
      disableCSRFCheck: true,
      disableOriginCheck: true,
      database: { generateId: () => crypto.randomUUID() },
    },
    rateLimit: { enabled: false },
    // Refusals of better-auth are answers; unexpected errors are thrown to Lumos's error response
    // and log.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}

function accountRules({ prisma }: Database) {
  return {
    user: {
      create: {
        /**
         * The first account becomes admin. While there are no accounts, sign-ups run one at a time.
         */
        before: async <T extends object>(user: T) => {
          const isFirst = (await prisma.user.findFirst({ select: { id: true } })) === null
          return { data: { ...user, role: isFirst ? 'admin' : 'user' } }
        },
      },
    },
    session: {
      create: {
        before: async ({ userId }: { userId: string }) => {
          const user = await prisma.user.findUnique({ where: { id: userId } })
          if (!user?.banned) return
          throw new APIError('FORBIDDEN', {
            code: 'BANNED',
            message: 'This account is banned. Ask an admin.',
          })
        },
      },
    },
  }
}

export type Auth = ReturnType<typeof createAuth>
