/** The result of an import of chats. */
export interface ImportReport {
  /** The format of the export file. */
  format: string
  imported: number
  /** Chats that were imported before. */
  skipped: number
  failed: { title: string; reason: string }[]
}

/** The progress of a running import. */
export interface ImportProgress {
  /** Chats read so far; null when none is running. */
  chats: number | null
}
