import { Agent } from 'undici'
import { providerPresets } from '#lib/contracts/models/provider-presets.ts'
import { checkProvider } from './check-provider.ts'
import type { ListedModel } from './model-names.ts'

const deadlineMs = 400

/** A model server that runs on this machine. */
export interface LocalServer {
  name: string
  baseUrl: string
  models: ListedModel[]
}

/** Looks for Ollama, LM Studio, llama.cpp and vLLM on loopback, in parallel. */
export async function discoverLocalServers(
  candidates: { name: string; baseUrl: string }[] = providerPresets.filter(
    ({ isLocal }) => isLocal,
  ),
): Promise<LocalServer[]> {
  const dispatcher = new Agent()
  try {
    const found = await Promise.all(
      candidates.map(async ({ name, baseUrl }) => {
        const kind = 'openai-compatible' as const
        const check = await checkProvider(
          { kind, baseUrl, apiKey: undefined, headers: {}, dispatcher },
          deadlineMs,
        )
        // Any program may use the port, so only one that lists models counts as a model server.
        return check.ok && check.models.length > 0 ? { name, baseUrl, models: check.listed } : null
      }),
    )
    return found.filter((server) => server !== null)
  } finally {
    await dispatcher.destroy()
  }
}
