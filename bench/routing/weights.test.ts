import { expect, test } from 'vitest'
import weights from '#lib/agent/routing/weights.json' with { type: 'json' }
import { learnWeights } from './learn-weights.ts'
import { trainingPrompts } from './prompts.ts'

test('the router has the weights that its features and prompts give: run bench/routing/train.ts', () => {
  expect(weights).toEqual(JSON.parse(JSON.stringify(learnWeights(trainingPrompts()))))
})
