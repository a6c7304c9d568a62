import { type ModelInfo, parseModelId } from '#lib/contracts/model.ts'

export interface ModelGroup {
  provider: string
  models: ModelInfo[]
}

/** More than this is found by typing, not by scrolling. */
const mostShown = 200

/**
 * The models that match every typed word, by provider in the order given; within a provider the
 * fastest known first, then by name.
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

/** The id that was typed when it is one of none of the listed models; else null. */
export function typedModelId(models: ModelInfo[], query: string): string | null {
  const id = query.trim()
  if (!parseModelId(id) || /\s/.test(id)) return null
  return models.some((model) => model.id === id) ? null : id
}

function slugOf({ id }: ModelInfo): string {
  return parseModelId(id)?.providerSlug ?? id
}

/** "-8b" before "-70b". */
const byName = new Intl.Collator('en', { numeric: true })

function bySpeed(a: ModelInfo, b: ModelInfo): number {
  const difference = (a.ttfb?.p50 ?? Infinity) - (b.ttfb?.p50 ?? Infinity)
  return Number.isNaN(difference) || difference === 0 ? byName.compare(a.name, b.name) : difference
}
