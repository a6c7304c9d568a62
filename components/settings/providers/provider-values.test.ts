import { describe, expect, it } from 'vitest'
import type { Provider } from '#lib/contracts/models/provider.ts'
import { createBody, type ProviderFields, patchBody } from './provider-values.ts'

const fields: ProviderFields = {
  name: 'Zhipu GLM',
  kind: 'openai-compatible',
  baseUrl: 'https://example.com/v4',
  probeEvery: 'off',
  apiKey: '',
  removeKey: false,
  headers: null,
}
const stored: Provider = {
  id: '1',
  slug: 'zhipu-glm',
  name: 'Zhipu GLM',
  kind: 'openai-compatible',
  baseUrl: 'https://example.com/v4',
  keyHint: '1234',
  isKeyUnreadable: false,
  headerNames: ['x-team'],
  probeEvery: 'off',
  source: 'settings',
  simulated: false,
  createdAt: '',
  updatedAt: '',
}

describe('what a provider’s form sends', () => {
  it('leaves key and headers alone unless they were touched', () => {
    expect(patchBody(stored, fields)).toEqual({})
    expect(patchBody(stored, { ...fields, name: 'GLM' })).toEqual({ name: 'GLM' })
  })
  it('replaces or removes the key', () => {
    expect(patchBody(stored, { ...fields, apiKey: 'new', removeKey: true })).toEqual({
      apiKey: 'new',
    })
    expect(patchBody(stored, { ...fields, removeKey: true })).toEqual({ apiKey: '' })
  })
  it('replaces all headers at once', () => {
    expect(patchBody(stored, { ...fields, headers: [] })).toEqual({ headers: {} })
    const headers = [{ name: 'x-a', value: '1' }]
    expect(patchBody(stored, { ...fields, headers })).toEqual({ headers: { 'x-a': '1' } })
  })
  it('makes a new provider without an empty key', () => {
    expect(createBody(fields)).toEqual({
      name: 'Zhipu GLM',
      kind: 'openai-compatible',
      probeEvery: 'off',
      baseUrl: 'https://example.com/v4',
    })
  })
})
