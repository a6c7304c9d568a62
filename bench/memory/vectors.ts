import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Embedder } from '#lib/memory/meaning/embedder.ts'

const schema = z.object({ model: z.string(), vectors: z.record(z.string(), z.array(z.number())) })

/** An embedding model's vectors, computed before: of the conversations' texts and of the exam's. */
export async function readVectors(path: string): Promise<Embedder> {
  const { model, vectors } = schema.parse(JSON.parse(await readFile(path, 'utf8')))
  const byText = new Map(Object.entries(vectors).map(([text, vector]) => [text.trim(), vector]))
  return {
    model,
    async embed(texts) {
      return texts.map((text) => {
        const vector = byText.get(text.trim())
        if (!vector) throw new Error(`There is no vector of "${text}".`)
        return vector
      })
    },
  }
}
