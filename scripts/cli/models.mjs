import { UsageError } from './errors.mjs'
import { formatMs, table } from './output.mjs'

export async function showModels(client, [wanted], _options, out) {
  const [{ items: agents }, { items: models }] = await Promise.all([
    wanted === undefined
      ? client.call('GET', '/api/agents')
      : client.agent(wanted).then((agent) => ({ items: [agent] })),
    client.call('GET', '/api/models'),
  ])
  const found = agents.map(({ id, name, model, routing }) => {
    const listed = models.find((one) => one.id === model)
    return { agent: name, agentId: id, model, routing, ttfb: listed?.ttfb ?? null }
  })
  out.result(found, () =>
    table(
      ['agent', 'model', 'TTFB p50', 'p95', 'from'],
      found.map(({ agent, model, routing, ttfb }) => [
        agent,
        routing ? `auto: ${routing.fastModel} or ${routing.deepModel}` : model,
        formatMs(ttfb?.p50),
        formatMs(ttfb?.p95),
        ttfb ? `${ttfb.samples} ${ttfb.source}` : '–',
      ]),
    ),
  )
}

export async function setModel(client, [wanted, model], _options, out) {
  if (!wanted || !model) throw new UsageError('Which agent, and which model?')
  const { id, model: before } = await client.agent(wanted)
  // A chosen model takes the place of the choice by question too.
  const agent = await client.call('PATCH', `/api/agents/${id}`, { model, routing: null })
  const { items: models } = await client.call('GET', '/api/models')
  const isListed = models.find((one) => one.id === agent.model)?.listed ?? false
  const result = { agent: agent.name, agentId: id, before, model: agent.model, listed: isListed }
  out.result(result, () =>
    [
      `${agent.name}: ${before} → ${agent.model}`,
      ...(isListed ? [] : ['Its provider does not list this model. Is the name right?']),
    ].join('\n'),
  )
}
