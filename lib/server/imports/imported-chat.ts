import type { LumosMessage } from '#lib/contracts/chat.ts'

/** A picture or document of a message, still in the export's archive. */
export interface ImportedFile {
  name: string
  /** Its entry in the archive. */
  entry: string
}

/** One message of another program, in the shape that all formats are read into. */
export interface ImportedMessage {
  id: string
  parentId: string | null
  role: 'user' | 'assistant'
  /** Text and reasoning only. */
  parts: LumosMessage['parts']
  files: ImportedFile[]
  /** Milliseconds since 1970; null where the export does not say. */
  at: number | null
  /** As the other program named it. */
  model: string | null
}

/** A conversation of another program. */
export interface ImportedChat {
  /** Its id in the other program. */
  sourceId: string
  title: string
  createdAt: number | null
  updatedAt: number | null
  archived: boolean
  pinned: boolean
  messages: ImportedMessage[]
  /** The last message of the branch that was shown. */
  leafId: string | null
}

export const exportFormats = ['chatgpt', 'claude', 'open-webui', 'librechat', 'lumos'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** A chat of an export cannot be read; the message is for its owner. */
export class UnreadableChatError extends Error {}

/** How one program's conversations are recognised and read. */
export interface FormatReader {
  format: ExportFormat
  /** Whether a conversation has this program's shape. */
  matches(chat: Record<string, unknown>): boolean
  /** @throws UnreadableChatError */
  read(chat: Record<string, unknown>, archive: ArchiveNames): ImportedChat
}

/** Finds the entry of an attachment by the id that a message gives it. */
export interface ArchiveNames {
  findFile(id: string): ImportedFile | null
}
