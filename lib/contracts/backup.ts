export type BackupStatus = 'running' | 'complete' | 'failed'

/** A backup as the API shows it. */
export interface Backup {
  id: string
  startedAt: string
  finishedAt: string | null
  status: BackupStatus
  trigger: 'manual' | 'schedule'
  /** Name of the machine that made it, and has the file. */
  host: string
  /** Of the archive; null while there is none. */
  bytes: number | null
  /** Rows written so far. */
  rows: number
  /** Whether it holds the secret that opens provider keys. */
  hasSecret: boolean
  error: string | null
  /** The archive is on the machine that answers, and can be downloaded. */
  isHere: boolean
}
