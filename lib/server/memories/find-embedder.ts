import { parseModelId } from '#lib/contracts/models/model-id.ts'
import type { FindEmbedder } from '#lib/memory/meaning/embedder.ts'
import { embed } from '#lib/providers/embed.ts'
import type { ModelRegistry } from '#lib/providers/model-registry.ts'
import type { SettingsStore } from '../settings/settings-store.ts'

/** The embedding model of the settings, if its provider exists. */
export function createEmbedderFinder(settings: SettingsStore, models: ModelRegistry): FindEmbedder {
  return () => {
    const model = settings.latest()?.embeddingModel
    const parsed = model ? parseModelId(model) : null
    const connection = parsed && models.connection(parsed.providerSlug)
    if (!model || !connection) return null
    return {
      model,
      embed: (texts, signal) => embed(connection, parsed.modelName, texts, signal),
    }
  }
}
