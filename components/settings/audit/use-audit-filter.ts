import { useMemo, useState } from 'react'

/** Length of the selectable periods, days; null is unlimited. */
export const auditPeriods = { day: 1, week: 7, month: 30, quarter: 90, all: null } as const
export type AuditPeriod = keyof typeof auditPeriods

export const auditKinds = [
  ...['session', 'password', 'account', 'user'],
  ...['settings', 'agent', 'provider', 'model', 'mcp-server', 'webhook'],
  ...['prompt', 'fix', 'key', 'backup'],
] as const

export interface AuditFilter {
  period: AuditPeriod
  actorId: string
  /** The part of an action's name before its dot; empty selects all. */
  kind: string
}

const dayMs = 86_400_000

/** The page's filter, and the API query for it. */
export function useAuditFilter() {
  const [filter, setFilter] = useState<AuditFilter>({ period: 'week', actorId: '', kind: '' })
  const { period, actorId, kind } = filter
  const query = useMemo(() => {
    const days = auditPeriods[period]
    const parameters = new URLSearchParams()
    if (days !== null) parameters.set('since', new Date(Date.now() - days * dayMs).toISOString())
    if (actorId) parameters.set('actorId', actorId)
    if (kind) parameters.set('action', kind)
    return parameters.toString()
  }, [period, actorId, kind])
  return {
    filter,
    query,
    change: (part: Partial<AuditFilter>) => setFilter((before) => ({ ...before, ...part })),
  }
}
