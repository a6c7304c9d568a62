import { ask } from './ask.mjs'
import { formatMs, percentile, table } from './output.mjs'

const text = 'Say in two sentences what the sea looks like in the morning.'

/** Measures the wait of a client for the first text, and TTFB; 1 when a turn failed. */
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
  const waits = done.map(({ waitMs }) => waitMs).filter((ms) => ms !== null)
  const ttfb = done.map(({ timing }) => timing?.ttfbMs ?? null).filter((ms) => ms !== null)
  const result = {
    agent: agent.name,
    ...{ turns: done.length, failures: failures.length, concurrency },
    /** From the request to the arrival of the first text here. */
    waitMs: { p50: percentile(waits, 0.5), p95: percentile(waits, 0.95) },
    /** The server's part of it. */
    ttfbMs: { p50: percentile(ttfb, 0.5), p95: percentile(ttfb, 0.95) },
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
          ['wait of this client', formatMs(result.waitMs.p50), formatMs(result.waitMs.p95)],
          ['TTFB, the server’s part', formatMs(result.ttfbMs.p50), formatMs(result.ttfbMs.p95)],
          ['whole answer', formatMs(result.totalMs.p50), ''],
          ['pieces of text', result.chunks.p50, ''],
        ],
      ),
      ...(failures.length > 0 ? [`${failures.length} failed: ${failures[0]}`] : []),
    ].join('\n'),
  )
  return failures.length > 0 ? 1 : 0
}
