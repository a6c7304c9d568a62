import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { APIError } from 'better-auth/api'
import type { Database } from '#lib/db/database.ts'

/** The cookie that holds `token.signature`. */
export const sessionCookieName = 'lumos.session_token'

const sessionDays = 30

/**
 * better-auth with e-mail and password. Who may create an account is decided before its handler is
 * called (see sign-up.ts); its cookie cache is off, so that a ban takes effect at the next request.
 */
export function createAuth(options: { database: Database; secret: string }) {
  return betterAuth({
    secret: options.secret,
    database: prismaAdapter(options.database.prisma, { provider: 'postgresql' }),
    basePath: '/api/auth',
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 128 },
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
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            const user = await options.database.prisma.user.findUnique({ where: { id: userId } })
            if (!user?.banned) return
            throw new APIError('FORBIDDEN', {
              code: 'BANNED',
              message: 'This account is banned. Ask an admin.',
            })
          },
        },
      },
    },
    advanced: {
      cookiePrefix: 'lumos',
      useSecureCookies: false,
      // Our routes check the origin of every mutation themselves, better-auth's included.
      disableCSRFCheck: true,
      disableOriginCheck: true,
      database: { generateId: () => crypto.randomUUID() },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}

export type Auth = ReturnType<typeof createAuth>
