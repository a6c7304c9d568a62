import { faultNames } from './faults/faults.ts'
import { demoModels, embeddingModel } from './model-names.ts'

const simExample = 'sim:ttfb=800,gap=20,tokens=200'

/** The body of `GET /v1/models`. */
export function listModels(listed: 'demo' | 'all') {
  const names = [...Object.keys(demoModels), embeddingModel]
  if (listed === 'all') names.push(simExample, ...faultNames.map((name) => `fault:${name}`))
  return {
    object: 'list',
    data: names.map((id) => ({
      id,
      object: 'model',
      created: 1_760_000_000,
      owned_by: 'simulator',
    })),
  }
}
