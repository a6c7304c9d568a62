import { expect, test } from 'vitest'
import { unknownAddress } from './openai-error.ts'

test('an address without a route is 404 in the format of OpenAI', async () => {
  const address = 'http://localhost:3000/v1/embeddings'
  const response = unknownAddress(new Request(address, { method: 'POST' }))
  expect(response.status).toBe(404)
  expect(await response.json()).toEqual({
    error: {
      message: 'Invalid URL (POST /v1/embeddings)',
      ...{ type: 'invalid_request_error', param: null, code: null },
    },
  })
})
