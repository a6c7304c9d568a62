import { Prisma } from '#lib/db/generated/client.ts'
import { toAgentRow } from '../agents/agent-row.ts'
import { agentCreateSchema } from '#lib/contracts/agent.ts'
import { fingerprint, searchableText } from '#lib/memory/tokenise.ts'
import { loadProviders } from '../providers/load-providers.ts'
import type { Services } from '../services.ts'
import type { Access } from './create-route.ts'
import { type Method, signIn, signUp } from '../testing.ts'

/** Stands in the owner's things; nobody else may ever read it. */
export const canary = 'canary7f3a'

/** Two users with their things, a banned user and an admin. */
export type World = Awaited<ReturnType<typeof createWorld>>

/** What the matrix must know of a method of a route. */
export interface AccessFixture {
  access: Access
  path: (world: World) => string
  body?: (world: World) => object
  /** The path or the body names a thing of the owner: 404 for every other user. */
  isOwned?: boolean
  /** An admin may see it too. */
  mayAdmin?: boolean
}
