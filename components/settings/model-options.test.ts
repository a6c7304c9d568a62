import { describe, expect, it } from 'vitest'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { groupModels, typedModelId } from './model-options.ts'

function model(id: string, provider: string, p50?: number): ModelInfo {
  const ttfb =
    p50 === undefined ? null : { p50, p95: p50 * 2, samples: 3, source: 'turns' as const }
  const name = id.slice(id.indexOf('/') + 1)
  const breaker = { state: 'closed' as const, reason: null, nextTrialAt: null }
  const known = {
    kind: 'chat' as const,
    ttfb,
    tokensPerSecond: null,
    breaker,
    simulated: false,
    corrected: [],
    listed: true,
  }
  return { id, provider, name, ...known }
}

const models = [
  model('zhipu/glm-4.6', 'Zhipu GLM', 25_000),
  model('zhipu/glm-4-flash', 'Zhipu GLM', 1_400),
  model('zhipu/another', 'Zhipu GLM'),
  model('openrouter/openai/gpt-4.1-mini', 'OpenRouter'),
]

describe('the model picker', () => {
  it('groups by provider, the fastest known first', () => {
    expect(groupModels(models, '').map(({ models }) => models.map(({ name }) => name))).toEqual([
      ['glm-4-flash', 'glm-4.6', 'another'],
      ['openai/gpt-4.1-mini'],
    ])
  })
  it('counts in names as people do', () => {
    const sizes = ['a/llama-70b', 'a/llama-8b'].map((id) => model(id, 'A'))
    const [group] = groupModels(sizes, '')
    expect(group?.models.map(({ name }) => name)).toEqual(['llama-8b', 'llama-70b'])
  })
  it('finds by words of the id and of the provider, in any order', () => {
    expect(groupModels(models, 'FLASH zhipu').flatMap(({ models }) => models)).toHaveLength(1)
    expect(groupModels(models, 'nothing')).toEqual([])
  })
  it('takes an id that no provider listed', () => {
    expect(typedModelId(models, ' zhipu/glm-5:free ')).toBe('zhipu/glm-5:free')
    expect(typedModelId(models, 'zhipu/glm-4.6')).toBeNull()
    for (const text of ['glm-5', 'zhipu/', '/glm', 'two words/x']) {
      expect(typedModelId(models, text)).toBeNull()
    }
  })
})
