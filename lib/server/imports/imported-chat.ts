import type { LumosMessage } from '#lib/contracts/chat/chat.ts'

/** A picture or document of a message, in the export's archive or in the message itself. */
export interface ImportedFile {
  name: string
  /** Name of its entry in the archive. */
  entry?: string
  /** Its bytes, where the export holds them in the message. */
  base64?: string
}

/** One message of another program, in the common form of all formats. */
export interface ImportedMessage {
  id: string
  parentId: string | null
  role: 'user' | 'assistant'
  /** Text and reasoning only. */
  parts: LumosMessage['parts']
  files: ImportedFile[]
  /** Epoch milliseconds; null if missing in the export. */
  at: number | null
  /** The model's name in the other program. */
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
  /** The last message of the branch that was displayed. */
  leafId: string | null
}

export const exportFormats = ['chatgpt', 'claude', 'open-webui', 'librechat', 'lumos'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** A chat of an export that cannot be read; the message is shown to the user. */
export class UnreadableChatError extends Error {}

/** Recognises and reads one program's conversations. */
export interface FormatReader {
  format: ExportFormat
  /** Whether a conversation has this program's shape. */
  matches(chat: Record<string, unknown>): boolean
  /** @throws UnreadableChatError */
  read(chat: Record<string, unknown>, archive: ArchiveNames): ImportedChat
}

/** Finds the archive entry of an attachment by its id in a message. */
export interface ArchiveNames {
  findFile(id: string): ImportedFile | null
}
