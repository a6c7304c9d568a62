import type { Attributes } from '@opentelemetry/api'
import type { EndedTurn } from './ended-turn.ts'

/** The conventions' names of providers that have another slug here. */
const providerNames: Record<string, string> = {
  gemini: 'gcp.gemini',
  google: 'gcp.gemini',
  mistral: 'mistral_ai',
  moonshot: 'moonshot_ai',
  xai: 'x_ai',
}

/** A turn's attributes by https://github.com/open-telemetry/semantic-conventions-genai */
export function turnAttributes({ agentId, errorCode, timing }: EndedTurn): Attributes {
  const [provider = '', ...name] = timing.model.split('/')
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': providerNames[provider] ?? provider,
    'gen_ai.request.model': (timing.requestedModel ?? timing.model).replace(/^[^/]*\//, ''),
    'gen_ai.response.model': name.join('/'),
    'gen_ai.agent.id': agentId,
    ...(errorCode && { 'error.type': errorCode }),
  }
}
