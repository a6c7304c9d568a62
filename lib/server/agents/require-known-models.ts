import type { AgentPatch } from '#lib/contracts/agent.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { parseModelId } from '#lib/contracts/model.ts'
import type { Services } from '../services.ts'

/**
 * A model may be any name of a known provider, listed by it or not.
 * @throws AppError 400 that names the field
 */
export async function requireKnownModels(services: Services, agent: AgentPatch): Promise<void> {
  const named = Object.entries({
    model: agent.model,
    fallbackModel: agent.fallbackModel,
    'hedge.model': agent.hedge?.model,
    'routing.fastModel': agent.routing?.fastModel,
    'routing.deepModel': agent.routing?.deepModel,
  }).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
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
      userMessage: `There is no provider "${slug ?? model}". Known: ${[...slugs].sort().join(', ') || 'none'}.`,
    })
  }
}
