import type { Services } from '../services.ts'

/** A unique short name for model ids, derived from the provider's name. */
export async function freeSlug(
  services: Pick<Services, 'database'>,
  name: string,
): Promise<string> {
  const base =
    name
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'provider'
  const rows = await services.database.prisma.provider.findMany({ select: { slug: true } })
  const taken = new Set(rows.map(({ slug }) => slug))
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`
    if (!taken.has(slug)) return slug
  }
}
