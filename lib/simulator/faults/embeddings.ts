import { embeddingsBody, parseEmbeddingsRequest } from '../embeddings.ts'
import type { Fault, FaultExpectation } from './fault.ts'

type Body = ReturnType<typeof embeddingsBody>
type Item = Body['data'][number]

const refused: FaultExpectation = { outcome: 'error', code: 'provider-bad-response' }

type Row = [
  name: string,
  description: string,
  expected: FaultExpectation,
  change: (items: Item[]) => unknown[],
]

const rows: Row[] = [
  [
    'embeddings-out-of-order',
    'the vectors in reverse order',
    { outcome: 'complete', embeddings: true },
    (items) => items.toReversed(),
  ],
  [
    'embeddings-wrong-dimension',
    'the last vector is shorter',
    refused,
    (items) => items.map((item, index) => (index === items.length - 1 ? shorten(item) : item)),
  ],
  ['embeddings-missing', 'the last vector is missing', refused, (items) => items.slice(0, -1)],
  [
    'embeddings-duplicate-index',
    'all vectors have index 0',
    refused,
    (items) => items.map((item) => ({ ...item, index: 0 })),
  ],
  [
    'embeddings-not-numbers',
    'a vector holds null',
    refused,
    (items) => items.map((item) => ({ ...item, embedding: [null, ...item.embedding.slice(1)] })),
  ],
]

/** These faults need a request of two or more texts. */
export const embeddingFaults: Fault[] = rows.map(([name, description, expected, change]) => ({
  name,
  group: 'embeddings',
  description,
  expected,
  async respond(response) {
    const body = embeddingsBody(parseEmbeddingsRequest(response.exchange.body))
    response.json(200, { ...body, data: change(body.data) })
  },
}))

function shorten(item: Item): Item {
  return { ...item, embedding: item.embedding.slice(0, -1) }
}
