import type { ExportedMessage } from './chat-to-export.ts'
import { shownText } from './shown-text.ts'

/** A chat as Markdown; each message has its author as a heading. */
export function toMarkdown(title: string, messages: ExportedMessage[]): string {
  const sections = messages.map(({ role, parts, model }) => {
    const name = role === 'user' ? 'You' : `Assistant${model ? ` (${model})` : ''}`
    return `## ${name}\n\n${shownText(parts)}`
  })
  return `# ${title.replaceAll('\n', ' ')}\n\n${sections.join('\n\n')}\n`
}
