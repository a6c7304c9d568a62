import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { parseModelId } from '#lib/contracts/models/model-id.ts'

export interface ModelGroup {
  provider: string
  models: ModelInfo[]
}

/** Most models shown in the list; the search finds the others. */
const mostShown = 200

/**
 * The models that match every typed word, grouped by provider in the given order. Within a provider
 * the models with the lowest TTFB come first, then the others by name.
 */
export function groupModels(models: ModelInfo[], query: string): ModelGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const matching = models
    .filter(({ id, provider }) =>
      words.every((word) => `${id} ${provider}`.toLowerCase().includes(word)),
    )
    .sort(bySpeed)
    .slice(0, mostShown)
  const providers = [...new Set(models.map(slugOf))]
  return providers
    .map((slug) => matching.filter((model) => slugOf(model) === slug))
    .filter((group) => group.length > 0)
    .map((group) => ({ provider: group[0]?.provider ?? '', models: group }))
}

/** The typed text if it is a model id that is not listed; else null. */
export function typedModelId(models: ModelInfo[], query: string): string | null {
  const id = query.trim()
  if (!parseModelId(id) || /\s/.test(id)) return null
  return models.some((model) => model.id === id) ? null : id
}

function slugOf({ id }: ModelInfo): string {
  return parseModelId(id)?.providerSlug ?? id
}

/** Numeric order: "-8b" before "-70b". */
const byName = new Intl.Collator('en', { numeric: true })

function bySpeed(a: ModelInfo, b: ModelInfo): number {
  const difference = (a.ttfb?.p50 ?? Infinity) - (b.ttfb?.p50 ?? Infinity)
  return Number.isNaN(difference) || difference === 0 ? byName.compare(a.name, b.name) : difference
}
