import { format } from 'node:util'
import { afterEach } from 'vitest'

const unexpected: string[] = []
for (const level of ['error', 'warn'] as const) {
  console[level] = (...words: unknown[]) => {
    unexpected.push(`console.${level}: ${format(...words)}`)
  }
}

/** What a library complains about is a fault that nobody would see otherwise. */
afterEach(() => {
  const words = unexpected.splice(0)
  if (words.length > 0) throw new Error(`Unexpected output: ${words.join('\n')}`)
})
