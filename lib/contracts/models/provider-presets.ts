import type { ProviderKind } from './provider.ts'

/** A provider that can be added without entering its address. */
export interface ProviderPreset {
  name: string
  kind: ProviderKind
  baseUrl: string
  /** Runs on the user's own machine, without a key. */
  isLocal: boolean
  /** The page on which a key is created. */
  keyUrl?: string
}

export const providerPresets: ProviderPreset[] = [
  {
    name: 'OpenAI',
    kind: 'openai',
    baseUrl: 'https://api.openai.com/v1',
    isLocal: false,
    keyUrl: 'https://platform.openai.com/api-keys',
  },
  {
    name: 'Zhipu GLM',
    kind: 'openai-compatible',
    baseUrl: 'https://open.bigmodel.cn/api/paas/v4',
    isLocal: false,
    keyUrl: 'https://open.bigmodel.cn/usercenter/apikeys',
  },
  {
    name: 'DeepSeek',
    kind: 'openai-compatible',
    baseUrl: 'https://api.deepseek.com/v1',
    isLocal: false,
    keyUrl: 'https://platform.deepseek.com/api_keys',
  },
  {
    name: 'Anthropic',
    kind: 'anthropic',
    baseUrl: 'https://api.anthropic.com/v1',
    isLocal: false,
    keyUrl: 'https://console.anthropic.com/settings/keys',
  },
  {
    name: 'Google Gemini',
    kind: 'google',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    isLocal: false,
    keyUrl: 'https://aistudio.google.com/apikey',
  },
  {
    name: 'OpenRouter',
    kind: 'openai-compatible',
    baseUrl: 'https://openrouter.ai/api/v1',
    isLocal: false,
    keyUrl: 'https://openrouter.ai/keys',
  },
  {
    name: 'Groq',
    kind: 'openai-compatible',
    baseUrl: 'https://api.groq.com/openai/v1',
    isLocal: false,
    keyUrl: 'https://console.groq.com/keys',
  },
  {
    name: 'Mistral',
    kind: 'openai-compatible',
    baseUrl: 'https://api.mistral.ai/v1',
    isLocal: false,
    keyUrl: 'https://console.mistral.ai/api-keys',
  },
  {
    name: 'Ollama',
    kind: 'openai-compatible',
    baseUrl: 'http://127.0.0.1:11434/v1',
    isLocal: true,
  },
  { name: 'vLLM', kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:8000/v1', isLocal: true },
  {
    name: 'LM Studio',
    kind: 'openai-compatible',
    baseUrl: 'http://127.0.0.1:1234/v1',
    isLocal: true,
  },
  {
    name: 'llama.cpp',
    kind: 'openai-compatible',
    baseUrl: 'http://127.0.0.1:8080/v1',
    isLocal: true,
  },
]
