import type { ProviderKind } from '#lib/contracts/models/provider.ts'
import type { Env, ProviderKeyName } from '#lib/env.ts'

interface EnvironmentProvider {
  slug: string
  name: string
  kind: ProviderKind
  baseUrl: string
}

const providers: Record<ProviderKeyName, EnvironmentProvider> = {
  OPENAI_API_KEY: {
    slug: 'openai',
    name: 'OpenAI',
    kind: 'openai',
    baseUrl: 'https://api.openai.com/v1',
  },
  ZHIPU_API_KEY: {
    slug: 'zhipu',
    name: 'Zhipu GLM',
    kind: 'openai-compatible',
    baseUrl: 'https://open.bigmodel.cn/api/paas/v4',
  },
  DEEPSEEK_API_KEY: {
    slug: 'deepseek',
    name: 'DeepSeek',
    kind: 'openai-compatible',
    baseUrl: 'https://api.deepseek.com/v1',
  },
  ANTHROPIC_API_KEY: {
    slug: 'anthropic',
    name: 'Anthropic',
    kind: 'anthropic',
    baseUrl: 'https://api.anthropic.com/v1',
  },
  GEMINI_API_KEY: {
    slug: 'gemini',
    name: 'Google Gemini',
    kind: 'google',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
  },
  OPENROUTER_API_KEY: {
    slug: 'openrouter',
    name: 'OpenRouter',
    kind: 'openai-compatible',
    baseUrl: 'https://openrouter.ai/api/v1',
  },
}

/**
 * Providers whose keys are set in the environment. With another base URL, OpenAI's key is used for
 * any compatible server.
 */
export function environmentProviders(keys: Env['providerKeys']) {
  return (Object.keys(providers) as ProviderKeyName[]).flatMap((name) => {
    const key = keys[name]
    if (!key) return []
    const provider = providers[name]
    const isOther = key.baseUrl !== undefined && provider.kind === 'openai'
    const kind: ProviderKind = isOther ? 'openai-compatible' : provider.kind
    const baseUrl = (key.baseUrl ?? provider.baseUrl).replace(/\/+$/, '')
    // Anthropic's own environment variable omits the version.
    const isUnversioned = kind === 'anthropic' && !/\/v\d/.test(baseUrl)
    return [
      { ...provider, kind, baseUrl: isUnversioned ? `${baseUrl}/v1` : baseUrl, apiKey: key.apiKey },
    ]
  })
}
