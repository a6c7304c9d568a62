import { parseModelId } from '#lib/contracts/models/model-id.ts'
import type { Model, ModelCorrection, PrismaClient, Provider } from '#lib/db/generated/client.ts'
import { knownFeatures, type ModelFeatures } from '#lib/providers/setup/model-features.ts'

/** The providers with the models that they list, and what admins say of models. */
export interface Catalog {
  providers: (Provider & { models: Model[] })[]
  /** By the model's id. */
  corrections: Map<string, ModelCorrection>
}

/** The catalog, cached in memory. */
export interface ModelCatalog {
  read(): Promise<Catalog>
  /** Reads the database again. */
  refresh(): Promise<Catalog>
}

/** The longest time until a change is seen by `read`. */
const freshMs = 15_000

export function createModelCatalog(prisma: PrismaClient): ModelCatalog {
  let loaded: { at: number; catalog: Promise<Catalog> } | undefined

  const refresh = () => {
    const entry = { at: performance.now(), catalog: load(prisma) }
    // A failed read is not cached.
    entry.catalog.catch(() => {
      if (loaded === entry) loaded = undefined
    })
    loaded = entry
    return entry.catalog
  }
  return {
    refresh,
    read() {
      if (!loaded) return refresh()
      const { at, catalog } = loaded
      // The caller gets the cached catalog while a fresh one is read for the next.
      if (performance.now() - at > freshMs) refresh().catch(() => undefined)
      return catalog
    },
  }
}

async function load(prisma: PrismaClient): Promise<Catalog> {
  const [providers, corrections] = await Promise.all([
    prisma.provider.findMany({ include: { models: true }, orderBy: { createdAt: 'asc' } }),
    prisma.modelCorrection.findMany(),
  ])
  return { providers, corrections: new Map(corrections.map((row) => [row.model, row])) }
}

/** What is known of a model: by an admin, else by its provider's list, else by its name. */
export function featuresOf(catalog: Catalog, id: string): ModelFeatures {
  const { providerSlug, modelName } = parseModelId(id) ?? { providerSlug: '', modelName: id }
  const provider = catalog.providers.find(({ slug }) => slug === providerSlug)
  return {
    ...knownFeatures(modelName),
    ...storedFeatures(provider?.models.find(({ name }) => name === modelName)),
    ...storedFeatures(catalog.corrections.get(id)),
  }
}

/** The fields of a row that say something. */
export function storedFeatures(row: Model | ModelCorrection | undefined): ModelFeatures {
  if (!row) return {}
  const { takesPictures, takesTools, reasons, inputPrice, outputPrice } = row
  return {
    ...(takesPictures !== null && { takesPictures }),
    ...(takesTools !== null && { takesTools }),
    ...(reasons !== null && { reasons }),
    ...(inputPrice !== null &&
      outputPrice !== null && { price: { input: inputPrice, output: outputPrice } }),
  }
}
