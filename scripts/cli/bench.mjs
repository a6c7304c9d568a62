import { ask } from './ask.mjs'
import { formatMs, percentile, table } from './output.mjs'

const text = 'Say in two sentences what the sea looks like in the morning.'

/** Measures the time to the first token as a client sees it; 1 when a turn failed. */
export async function bench(client, _words, { agent: wanted, turns, concurrency }, out) {
  const agent = await client.agent(wanted)
  const done = []
  const failures = []
  const left = Array.from({ length: turns }).values()
  const worker = async () => {
    for (const _ of left) {
      const turn = await ask(client, agent.id, text).catch((error) => ({ error: error.message }))
      if (turn.error) failures.push(turn.error)
      else done.push(turn)
      out.progress(`${done.length + failures.length} of ${turns} turns`)
    }
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, turns) }, worker))
  out.endProgress()
  const ttfb = done.map(({ ttfbMs }) => ttfbMs).filter((ms) => ms !== null)
  const server = done.map(({ timing }) => timing?.ttfbMs ?? null).filter((ms) => ms !== null)
  const result = {
    agent: agent.name,
    ...{ turns: done.length, failures: failures.length, concurrency },
    ttfbMs: { p50: percentile(ttfb, 0.5), p95: percentile(ttfb, 0.95) },
    serverTtfbMs: { p50: percentile(server, 0.5), p95: percentile(server, 0.95) },
    totalMs: {
      p50: percentile(
        done.map(({ totalMs }) => totalMs),
        0.5,
      ),
    },
    chunks: {
      p50: percentile(
        done.map(({ chunks }) => chunks),
        0.5,
      ),
    },
    ...(failures.length > 0 && { firstFailure: failures[0] }),
  }
  out.result(result, () =>
    [
      table(
        [`${agent.name}, ${result.turns} turns`, 'p50', 'p95'],
        [
          ['TTFB here', formatMs(result.ttfbMs.p50), formatMs(result.ttfbMs.p95)],
          [
            'TTFB in the server',
            formatMs(result.serverTtfbMs.p50),
            formatMs(result.serverTtfbMs.p95),
          ],
          ['whole answer', formatMs(result.totalMs.p50), ''],
          ['pieces of text', result.chunks.p50, ''],
        ],
      ),
      ...(failures.length > 0 ? [`${failures.length} failed: ${failures[0]}`] : []),
    ].join('\n'),
  )
  return failures.length > 0 ? 1 : 0
}
