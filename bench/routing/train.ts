import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { learnWeights } from './learn-weights.ts'
import { trainingPrompts } from './prompts.ts'

/** `node bench/routing/train.ts` learns the router's weights again; `main.ts` evaluates them. */
const path = join(import.meta.dirname, '../../lib/agent/routing/weights.json')
writeFileSync(path, `${JSON.stringify(learnWeights(trainingPrompts()))}\n`)
