import { ask } from './ask.mjs'
import { formatMs } from './output.mjs'

const slowMs = 5_000
const longTransitMs = 300

/** Checks a Lumos from outside; exit code 1 if something is wrong. */
export async function doctor(client, _words, { agent: wanted }, out) {
  const checks = []
  const note = (name, isFine, text) => checks.push({ name, ok: isFine, text })
  const { status, error } = await client.look('/api/health')
  note('server', status === 200, error ?? `${client.url} answers with ${status}`)
  if (status === 200) {
    const ready = await client.look('/api/ready')
    const isReady = ready.status === 200
    note('database', isReady, isReady ? `ready, ${ready.body?.database}` : 'not ready')
  }
  if (checks.every(({ ok }) => ok)) {
    out.progress('Asking the providers …')
    await checkProviders(client, note)
    out.progress('Asking a question …')
    await checkTurn(client, wanted, note)
    await checkFindings(client, note)
    out.endProgress()
  }
  out.result({ ok: checks.every(({ ok }) => ok), checks }, () =>
    checks.map(({ name, ok, text }) => `${ok ? '✓' : '✗'} ${name}: ${text}`).join('\n'),
  )
  return checks.every(({ ok }) => ok) ? 0 : 1
}

async function checkProviders(client, note) {
  const { items } = await client.call('GET', '/api/providers')
  if (items.length === 0) note('providers', false, 'there are none: add one in the settings')
  await Promise.all(
    items.map(async ({ id, name }) => {
      const result = await client
        .call('POST', `/api/providers/${id}/check`)
        .catch((error) => ({ ok: false, error: error.message }))
      const text = result.ok
        ? `${result.models.length} models, connected in ${formatMs(result.connectMs)}`
        : result.error
      note(`provider ${name}`, result.ok, text)
    }),
  )
}

async function checkTurn(client, wanted, note) {
  const agent = await client.agent(wanted)
  const text = 'Write ten short sentences about rivers.'
  const turn = await ask(client, agent.id, text).catch((error) => ({ error: error.message }))
  if (turn.error || turn.waitMs === null) {
    note('first token', false, `${agent.name}: ${turn.error ?? 'no text came'}`)
    return
  }
  const serverMs = turn.timing?.ttfbMs ?? turn.waitMs
  const stages = turn.timing?.stages ?? []
  const longest = stages.reduce(
    (a, b) => (b.endMs - b.startMs > a.endMs - a.startMs ? b : a),
    stages[0] ?? { name: 'model', startMs: 0, endMs: serverMs },
  )
  const share = Math.round(((longest.endMs - longest.startMs) / serverMs) * 100)
  note(
    'first token',
    serverMs < slowMs,
    `${agent.name} (${turn.timing?.model}): ${formatMs(serverMs)}, ${share} % of it ${longest.name}`,
  )
  const transitMs = turn.waitMs - serverMs
  const streamMs = (turn.timing?.totalMs ?? turn.totalMs) - serverMs
  // On a slow network all text arrives late, but spread over the same time as it was sent.
  const isHeld = transitMs > longTransitMs && turn.spreadMs < 0.3 * streamMs
  note(
    'proxy',
    !isHeld,
    isHeld
      ? `text is held back for ${formatMs(transitMs)}: switch buffering off (docs/proxies.md)`
      : `text arrives ${formatMs(Math.max(0, transitMs))} after it was sent, at ${turn.moments} moments`,
  )
}

async function checkFindings(client, note) {
  const { items } = await client.call('GET', '/api/latency/diagnosis')
  for (const { agentName, rule, cause, evidence, fix } of items)
    note(`diagnosis ${rule}`, false, `${agentName}: ${cause} ${evidence} ${fix.label}.`)
  if (items.length === 0) note('diagnosis', true, 'nothing stands out')
}
