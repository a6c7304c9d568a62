import { AppError } from '#lib/contracts/app-error.ts'
import { parseModelId } from '#lib/contracts/model.ts'
import type { Services } from '../services.ts'

/**
 * A model may be any name of a known provider, listed by it or not.
 * @param named the models by the field that names each
 * @throws AppError 400 that names the field
 */
export async function requireKnownProviders(
  services: Pick<Services, 'database'>,
  named: (readonly [field: string, model: string])[],
): Promise<void> {
  if (named.length === 0) return
  const providers = await services.database.prisma.provider.findMany({ select: { slug: true } })
  const slugs = new Set(providers.map(({ slug }) => slug))
  for (const [field, model] of named) {
    const slug = parseModelId(model)?.providerSlug
    if (slug && slugs.has(slug)) continue
    throw new AppError({
      code: 'unknown-provider',
      status: 400,
      field,
      displayMessage: `There is no provider "${slug ?? model}". Known: ${[...slugs].sort().join(', ') || 'none'}.`,
    })
  }
}
