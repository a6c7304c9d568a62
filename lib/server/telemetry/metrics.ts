import type { Pool } from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { RunLogStore } from '#lib/runs/run-log.ts'
import type { TurnObserver } from './ended-turn.ts'

/** Prometheus metrics of this process. */
export interface Metrics {
  turnEnded: TurnObserver
  /** In Prometheus' text format. */
  text(): Promise<string>
  readonly contentType: string
}

/** Seconds: from a cached answer to a model that thinks for minutes. */
const buckets = [0.005, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2.5, 5, 10, 20, 40, 90]
/** Further models count as "other": each label costs memory here and there. */
const mostModels = 100

export function createMetrics({ pools, runs }: { pools: Pool[]; runs: RunLogStore }): Metrics {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  // Event-loop delay, garbage collection, memory and CPU: nodejs_* and process_*.
  collectDefaultMetrics({ register: registry })
  const ttfb = new Histogram({
    name: 'lumos_ttfb_seconds',
    help: 'Time to the first answer text, by model.',
    labelNames: ['model'],
    ...{ buckets, registers },
  })
  const stage = new Histogram({
    name: 'lumos_stage_seconds',
    help: 'Duration of a stage before the first text, by stage and model.',
    labelNames: ['stage', 'model'],
    ...{ buckets, registers },
  })
  const turns = new Counter({
    name: 'lumos_turns_total',
    help: 'Turns that ended, by model and outcome.',
    labelNames: ['model', 'outcome'],
    registers,
  })
  const errors = new Counter({
    name: 'lumos_turn_errors_total',
    help: 'Turns that ended with an error, by model and code.',
    labelNames: ['model', 'code'],
    registers,
  })
  const tokens = new Counter({
    name: 'lumos_tokens_total',
    help: 'Tokens as providers count them, by model and kind: input or output.',
    labelNames: ['model', 'kind'],
    registers,
  })
  const cached = new Counter({
    name: 'lumos_cached_tokens_total',
    help: 'Input tokens that the provider read from its cache, by model.',
    labelNames: ['model'],
    registers,
  })
  watchState(registers, pools, runs)
  const models = new Set<string>()
  const labelOf = (model: string) => {
    if (models.size < mostModels) models.add(model)
    return models.has(model) ? model : 'other'
  }
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    turnEnded({ outcome, errorCode, timing }) {
      const model = labelOf(timing.model)
      turns.inc({ model, outcome })
      if (errorCode) errors.inc({ model, code: errorCode })
      if (timing.ttfbMs !== null) ttfb.observe({ model }, timing.ttfbMs / 1_000)
      for (const { name, startMs, endMs } of timing.stages)
        stage.observe({ stage: name, model }, (endMs - startMs) / 1_000)
      const { inputTokens, outputTokens, cachedTokens } = timing
      if (inputTokens) tokens.inc({ model, kind: 'input' }, inputTokens)
      if (outputTokens) tokens.inc({ model, kind: 'output' }, outputTokens)
      if (cachedTokens) cached.inc({ model }, cachedTokens)
    },
  }
}

/** What is read when it is asked for. */
function watchState(registers: Registry[], pools: Pool[], runs: RunLogStore) {
  const sum = (count: (pool: Pool) => number) =>
    pools.reduce((total, pool) => total + count(pool), 0)
  new Gauge({
    name: 'lumos_runs_open',
    help: 'Answers under way in this process.',
    registers,
    collect() {
      this.set(runs.size())
    },
  })
  new Gauge({
    name: 'lumos_db_connections',
    help: 'Connections of the database pools, by state: busy or idle.',
    labelNames: ['state'],
    registers,
    collect() {
      this.set(
        { state: 'busy' },
        sum(({ totalCount, idleCount }) => totalCount - idleCount),
      )
      this.set(
        { state: 'idle' },
        sum(({ idleCount }) => idleCount),
      )
    },
  })
  new Gauge({
    name: 'lumos_db_waiting',
    help: 'Requests that wait for a connection of a database pool.',
    registers,
    collect() {
      this.set(sum(({ waitingCount }) => waitingCount))
    },
  })
}
