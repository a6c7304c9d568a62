import type { LumosMessage } from '#lib/contracts/chat/chat.ts'

/** A message's text, file names and sources as Markdown. */
export function shownText(parts: LumosMessage['parts']): string {
  return parts
    .flatMap((part) => {
      if (part.type === 'text') return [part.text]
      if (part.type === 'file') return [`[${part.filename ?? part.mediaType}]`]
      if (part.type === 'source-url') return [`- [${part.title ?? part.url}](${part.url})`]
      return []
    })
    .join('\n\n')
}
