export interface ModelStatistics {
  requests: number
  /** Complete answers. */
  completed: number
  /** Answers that the client aborted. */
  aborted: number
  /** Requests with an error status. */
  failed: number
}

/** Counters since the simulator's start; `GET /stats` returns them as JSON. */
export interface Statistics extends ModelStatistics {
  /** Answers in progress. */
  active: number
  /** Open TCP connections. */
  connections: number
  /** TCP connections since the start. */
  connectionsOpened: number
  /** Requests that followed a redirect of a fault model. */
  redirectsFollowed: number
  models: Record<string, ModelStatistics>
}

export type Outcome = 'completed' | 'aborted' | 'failed'

export function createStatistics() {
  const total = { ...newCounts(), active: 0, connections: 0, connectionsOpened: 0 }
  const models = new Map<string, ModelStatistics>()
  let redirectsFollowed = 0

  return {
    /** Counts a request. Call the returned function once with the outcome. */
    start(model: string): (outcome: Outcome) => void {
      const counts = models.get(model) ?? newCounts()
      models.set(model, counts)
      counts.requests += 1
      total.requests += 1
      total.active += 1
      return (outcome) => {
        counts[outcome] += 1
        total[outcome] += 1
        total.active -= 1
      }
    },
    connectionOpened() {
      total.connections += 1
      total.connectionsOpened += 1
    },
    connectionClosed() {
      total.connections -= 1
    },
    redirectFollowed() {
      redirectsFollowed += 1
    },
    read: (): Statistics => ({
      ...total,
      redirectsFollowed,
      models: Object.fromEntries([...models].map(([name, counts]) => [name, { ...counts }])),
    }),
  }
}

function newCounts(): ModelStatistics {
  return { requests: 0, completed: 0, aborted: 0, failed: 0 }
}
