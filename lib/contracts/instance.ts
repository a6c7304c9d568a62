/** A live process of Lumos, as `GET /api/instances` shows it. */
export interface Instance {
  id: string
  version: string
  startedAt: string
  /** When it last renewed its lease. */
  lastSeenAt: string
  /** Answers that it is writing. */
  runs: number
}
