import { expect, test } from 'vitest'
import { knownFeatures, listedFeatures } from './model-features.ts'

test.each([
  ['gpt-4o', { takesPictures: true, takesTools: true, reasons: false }],
  ['gpt-5-mini', { takesPictures: true, takesTools: true, reasons: true }],
  ['o3-mini', { takesPictures: false, takesTools: true, reasons: true }],
  ['deepseek-chat', { takesPictures: false, takesTools: true, reasons: false }],
  ['deepseek-reasoner', { takesPictures: false, reasons: true }],
  ['glm-4-flash', { takesPictures: false, takesTools: true, reasons: false }],
  ['glm-4.6', { takesPictures: false, takesTools: true, reasons: true }],
  ['claude-sonnet-4-5', { takesPictures: true, takesTools: true }],
  ['my-model', {}],
])('%s is known by its name', (name, features) => expect(knownFeatures(name)).toEqual(features))

test.each([
  ['nothing', { id: 'a' }, {}],
  ['modalities', { input_modalities: ['text', 'image'] }, { takesPictures: true }],
  [
    "OpenRouter's entry",
    {
      architecture: { input_modalities: ['text'] },
      supported_parameters: ['tools', 'reasoning', 'temperature'],
      pricing: { prompt: '0.0000025', completion: '0.00001' },
    },
    { takesPictures: false, takesTools: true, reasons: true, price: { input: 2.5, output: 10 } },
  ],
  [
    'parameters without tools, and a price that varies',
    { supported_parameters: ['temperature'], pricing: { prompt: '-1', completion: '-1' } },
    { takesTools: false, reasons: false },
  ],
  [
    "Mistral's capabilities",
    { capabilities: { vision: true, function_calling: false, fine_tuning: true } },
    { takesPictures: true, takesTools: false },
  ],
  [
    "Ollama's capabilities",
    { capabilities: ['completion', 'tools', 'thinking'] },
    { takesPictures: false, takesTools: true, reasons: true },
  ],
  [
    'fields of another type',
    { input_modalities: 'text', supported_parameters: {}, pricing: { prompt: 'free' } },
    {},
  ],
])('a list that gives %s is read', (_, entry, features) =>
  expect(listedFeatures(entry)).toEqual(features),
)
