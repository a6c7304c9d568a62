import type { calcPrice as CalculatePrice } from '@pydantic/genai-prices'
import type { ModelPrice } from '#lib/contracts/models/model.ts'
import type { Provider } from '#lib/db/generated/client.ts'

/** The list price of a provider's model; undefined if it is unknown. */
export type ListPrice = (
  provider: Pick<Provider, 'kind' | 'baseUrl' | 'source'>,
  name: string,
) => ModelPrice | undefined

type CalcPrice = typeof CalculatePrice

/** Tokens of a price. */
const million = 1_000_000

/** The vendors of addresses, by genai-prices' names. Prices of other addresses are unknown. */
const vendors: [host: RegExp, vendor: string][] = [
  [/(^|\.)openai\.com$/, 'openai'],
  [/(^|\.)anthropic\.com$/, 'anthropic'],
  [/(^|\.)googleapis\.com$/, 'google'],
  [/(^|\.)deepseek\.com$/, 'deepseek'],
  [/(^|\.)openrouter\.ai$/, 'openrouter'],
  [/(^|\.)mistral\.ai$/, 'mistral'],
  [/(^|\.)groq\.com$/, 'groq'],
  [/(^|\.)x\.ai$/, 'x-ai'],
  [/(^|\.)together\.(ai|xyz)$/, 'together'],
  [/(^|\.)fireworks\.ai$/, 'fireworks'],
  [/(^|\.)moonshot\.(cn|ai)$/, 'moonshotai'],
  [/(^|\.)cohere\.(ai|com)$/, 'cohere'],
  [/(^|\.)perplexity\.ai$/, 'perplexity'],
  [/(^|\.)cerebras\.ai$/, 'cerebras'],
]

/**
 * The vendors' list prices, US dollars per million tokens, of the package `genai-prices`. Loaded
 * when models are first listed, because the prices take 0.8 MB.
 */
export async function readListPrices(): Promise<ListPrice> {
  const { calcPrice } = await import('@pydantic/genai-prices')
  return ({ baseUrl, source }, name) => {
    const host = URL.parse(baseUrl)?.hostname ?? ''
    const vendor = vendors.find(([pattern]) => pattern.test(host))?.[1]
    if (!vendor || source === 'simulator') return undefined
    const key = `${vendor}/${name}`
    if (!found.has(key)) found.set(key, look(calcPrice, vendor, name))
    return found.get(key)
  }
}

/** A look-up takes up to half a millisecond, and providers list hundreds of models. */
const found = new Map<string, ModelPrice | undefined>()

function look(calcPrice: CalcPrice, providerId: string, name: string): ModelPrice | undefined {
  // A small number of tokens, because some models cost more per token in long prompts.
  const dollars = (usage: Parameters<CalcPrice>[0]) =>
    calcPrice(usage, name, { providerId })?.total_price
  const input = dollars({ input_tokens: 1_000 })
  const output = dollars({ output_tokens: 1_000 })
  if (input === undefined || output === undefined) return undefined
  return { input: perMillion(input), output: perMillion(output) }
}

function perMillion(dollars: number): number {
  return Number(((dollars * million) / 1_000).toPrecision(6))
}
