import { formatMs, table } from './output.mjs'
import { readFrames } from './read-frames.mjs'

/** Measures models; 1 when none of them answered. */
export async function probe(client, words, { runs }, out) {
  const models = words.length > 0 ? words : await modelsInUse(client)
  const response = await client.open('POST', '/api/models/probe', { models, runs })
  let results = null
  let answers = 0
  for await (const { frame } of readFrames(response)) {
    if (frame.type === 'error') throw new Error(frame.errorText ?? frame.message)
    if (frame.results) results = frame.results
    else {
      answers += 1
      out.progress(`Measuring: ${answers} …`)
    }
  }
  out.endProgress()
  if (!results) throw new Error('The measurement ended early.')
  out.result(results, () =>
    table(
      ['model', 'TTFB p50', 'p95', 'connect', 'first thought', 'tokens/s', 'failed'],
      results.map(({ model, ttfbMs, connectMs, reasoningMs, tokensPerSecond, failures }) => [
        ...[model, formatMs(ttfbMs?.p50), formatMs(ttfbMs?.p95), formatMs(connectMs)],
        ...[formatMs(reasoningMs), tokensPerSecond, failures],
      ]),
    ),
  )
  return results.some(({ ttfbMs }) => ttfbMs !== null) ? 0 : 1
}

async function modelsInUse(client) {
  const { items } = await client.call('GET', '/api/agents')
  return [...new Set(items.map(({ model }) => model))]
}
