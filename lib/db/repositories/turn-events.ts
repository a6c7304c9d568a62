/** The queue that tells webhooks of ended turns. */
export const turnEventJob = 'turn-events'

export interface TurnEventJob {
  turnId: string
  /** The agent's budget when the turn ended. */
  budgetMs: number | null
}

/**
 * Saves a job for each ended turn that a webhook wants to hear of, in the statement that ends them.
 * @param ended a relation of these turns with `id`, `agentId` and `ttfbMs`
 */
export function saveTurnEventsSql(ended: string): string {
  return `INSERT INTO "TurnJob" ("turnId", name, key, data)
    SELECT e.id, '${turnEventJob}', e.id,
      jsonb_build_object('turnId', e.id, 'budgetMs', a."ttfbBudgetMs")
    FROM ${ended} e LEFT JOIN "Agent" a ON a.id = e."agentId"
    WHERE EXISTS (SELECT 1 FROM "Webhook" w WHERE w.enabled AND ('turn.ended' = ANY (w.events)
      OR 'budget.missed' = ANY (w.events) AND e."ttfbMs" > a."ttfbBudgetMs"))
    ON CONFLICT DO NOTHING`
}
