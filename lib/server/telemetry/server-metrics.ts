import type { Meter } from '@opentelemetry/api'
import type { Pool } from 'pg'
import type { RunLogStore } from '#lib/runs/run-log.ts'

/** Open answers and database connections, at the moment of reading. */
export function watchServer(meter: Meter, { pools, runs }: { pools: Pool[]; runs: RunLogStore }) {
  const sum = (count: (pool: Pool) => number) =>
    pools.reduce((total, pool) => total + count(pool), 0)
  meter
    .createObservableGauge('lumos_runs_open', { description: 'Answers under way in this process.' })
    .addCallback((result) => result.observe(runs.size()))
  meter
    .createObservableGauge('lumos_db_connections', {
      description: 'Connections of the database pools, by state: busy or idle.',
    })
    .addCallback((result) => {
      const idle = sum(({ idleCount }) => idleCount)
      result.observe(sum(({ totalCount }) => totalCount) - idle, { state: 'busy' })
      result.observe(idle, { state: 'idle' })
    })
  meter
    .createObservableGauge('lumos_db_waiting', {
      description: 'Requests that wait for a connection of a database pool.',
    })
    .addCallback((result) => result.observe(sum(({ waitingCount }) => waitingCount)))
}
