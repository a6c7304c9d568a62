/** What came of an import of chats. */
export interface ImportReport {
  /** Of the program that made the export. */
  format: string
  imported: number
  /** Chats that had been imported before. */
  skipped: number
  failed: { title: string; reason: string }[]
}

/** How far a running import is. */
export interface ImportProgress {
  /** Chats read so far; null when none is running. */
  chats: number | null
}
