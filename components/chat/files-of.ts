import type { FileUIPart } from 'ai'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'

/** The uploaded files of a message. */
export function filesOf(message: LumosMessage): FileUIPart[] {
  return message.parts.filter((part) => part.type === 'file')
}

/** A message's content in the form in which it is sent again. */
export function contentOf(message: LumosMessage): { text: string; files: FileUIPart[] } {
  return { text: textOfParts(message.parts), files: filesOf(message) }
}
