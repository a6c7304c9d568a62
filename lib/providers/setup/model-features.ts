import { isRecord } from '#lib/contracts/is-record.ts'
import type { ModelPrice } from '#lib/contracts/models/model.ts'
import { takesPictures } from './model-inputs.ts'

/** What is known of a model; absent where nothing is. */
export interface ModelFeatures {
  takesPictures?: boolean
  takesTools?: boolean
  reasons?: boolean
  price?: ModelPrice
}

/** Names of models that take tools, for providers whose list says nothing. */
const withTools =
  /gpt-(3\.5-turbo|4|5)|(^|\/)o[134](-mini|-pro)?(-\d|$)|gpt-oss|claude|gemini-(1\.5|2|3)|deepseek-(chat|v3)|glm-(4|5)|qwen-(turbo|plus|max)|qwen(2\.5|3)|mistral-(small|medium|large)|llama-?(3\.[123]|4)|kimi-k2|moonshot-v1|grok-[234]|command-r/i
const withoutTools =
  /gpt-3\.5-turbo-instruct|(^|\/)o1-(mini|preview)|gemma-?[12]\b|llava|moondream|deepseek-r1/i
/** Names of models that reason before they answer. */
const reasoning =
  /(^|\/)o[134](-|$)|gpt-5(?!-chat)|gpt-oss|deepseek-(r1|reasoner)|qwq|qvq|glm-z1|glm-4\.[5-9]|qwen3(?!-(coder|.*instruct))|gemini-(2\.5|3)|magistral|thinking|reasoner|reasoning/i
const notReasoning =
  /gpt-(3\.5|4)|gpt-5-chat|deepseek-chat|glm-4(v|-|$)|qwen-(turbo|max)|qwen2|llama|gemma|mistral-|mixtral|moonshot-v1|command-r/i

/** What a model's name tells of it. */
export function knownFeatures(name: string): ModelFeatures {
  return withoutUndefined({
    takesPictures: takesPictures(name),
    takesTools: oneOf(withoutTools.test(name), withTools.test(name)),
    reasons: reasoning.test(name) ? true : oneOf(notReasoning.test(name), false),
  })
}

function oneOf(isNot: boolean, is: boolean): boolean | undefined {
  if (isNot) return false
  return is ? true : undefined
}

/**
 * What an entry of a provider's list says of its model: `input_modalities` and
 * `supported_parameters` of OpenRouter and its followers, `capabilities` of Mistral and Ollama.
 */
export function listedFeatures(entry: Record<string, unknown>): ModelFeatures {
  const { architecture, capabilities } = entry
  const modalities = listOf(
    entry.input_modalities ?? (isRecord(architecture) ? architecture.input_modalities : undefined),
  )
  const parameters = listOf(entry.supported_parameters)
  return withoutUndefined({
    ...capabilitiesOf(capabilities),
    ...(modalities && { takesPictures: modalities.includes('image') }),
    ...(parameters && {
      takesTools: parameters.includes('tools'),
      reasons: parameters.some((name) => /^(include_)?reasoning(_effort)?$/.test(name)),
    }),
    price: priceOf(entry.pricing),
  })
}

function capabilitiesOf(capabilities: unknown): ModelFeatures {
  const named = listOf(capabilities)
  if (named)
    return {
      takesPictures: named.includes('vision'),
      takesTools: named.includes('tools'),
      reasons: named.includes('thinking'),
    }
  if (!isRecord(capabilities)) return {}
  const flag = (name: string) =>
    typeof capabilities[name] === 'boolean' ? capabilities[name] : undefined
  return withoutUndefined({ takesPictures: flag('vision'), takesTools: flag('function_calling') })
}

/** OpenRouter writes US dollars per token as text; -1 stands for a price that varies. */
function priceOf(pricing: unknown): ModelPrice | undefined {
  if (!isRecord(pricing)) return undefined
  const [input, output] = [pricing.prompt, pricing.completion].map(perMillion)
  return input !== undefined && output !== undefined ? { input, output } : undefined
}

function perMillion(perToken: unknown): number | undefined {
  if (typeof perToken !== 'string' || perToken.trim() === '') return undefined
  const dollars = Number(perToken) * 1e6
  return dollars >= 0 && Number.isFinite(dollars) ? Number(dollars.toPrecision(6)) : undefined
}

function listOf(value: unknown): string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  return value.filter((item): item is string => typeof item === 'string')
}

function withoutUndefined(
  features: {
    [K in keyof ModelFeatures]?: ModelFeatures[K] | undefined
  },
): ModelFeatures {
  return Object.fromEntries(Object.entries(features).filter(([, value]) => value !== undefined))
}
