import { AppError } from '#lib/contracts/app-error.ts'
import { parseModelId } from '#lib/contracts/models/model-id.ts'
import type { Services } from '../services.ts'

/**
 * Checks that each model's provider exists; the model itself need not be listed.
 * @param named the models by the fields that name them
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
