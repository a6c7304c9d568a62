import { AppError } from '#lib/contracts/app-error.ts'
import { Prisma, type PrismaClient } from '#lib/db/generated/client.ts'

/** A slug of the name that no agent has yet. Names without Latin letters or digits get `agent`. */
export async function freeAgentSlug(
  prisma: Pick<PrismaClient, 'agent'>,
  name: string,
): Promise<string> {
  const base =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/\p{M}/gu, '')
      .split(/[^a-z0-9]+/)
      .filter(Boolean)
      .join('-') || 'agent'
  const rows = await prisma.agent.findMany({
    where: { slug: { startsWith: base } },
    select: { slug: true },
  })
  const taken = new Set(rows.map(({ slug }) => slug))
  if (!taken.has(base)) return base
  let number = 2
  while (taken.has(`${base}-${number}`)) number += 1
  return `${base}-${number}`
}

/** @throws AppError 409 in the place of a violated unique index of slugs */
export function explainTakenSlug(error: unknown): never {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
    const displayMessage = 'Another agent has this API name.'
    throw new AppError({ code: 'slug-taken', status: 409, field: 'slug', displayMessage })
  }
  throw error
}
