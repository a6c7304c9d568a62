export type BackupStatus = 'running' | 'complete' | 'failed'

/** A backup as the API shows it. */
export interface Backup {
  id: string
  startedAt: string
  finishedAt: string | null
  status: BackupStatus
  trigger: 'manual' | 'schedule'
  /** Name of the machine that made the backup and stores its file. */
  host: string
  /** Size of the archive; null until it exists. */
  bytes: number | null
  /** Rows written so far. */
  rows: number
  /** Whether it contains the secret that decrypts provider keys. */
  hasSecret: boolean
  error: string | null
  /** The archive is on the machine that answers this request, so it can be downloaded. */
  isHere: boolean
}
