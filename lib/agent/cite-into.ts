import type { AnswerSource } from '#lib/contracts/chat/agent-event.ts'
import type { Cite } from '#lib/tools/tool.ts'

type NumberedSource = AnswerSource & { id: string }

/**
 * Collects what tools cite.
 * @param sources addresses of the turn's sources; new ones are added
 */
export function citeInto(sources: Set<string>): { cite: Cite; cited: NumberedSource[] } {
  const cited: NumberedSource[] = []
  const cite = (source: AnswerSource) => {
    if (!sources.has(source.url)) {
      sources.add(source.url)
      cited.push({ id: source.url, ...source })
    }
    return [...sources].indexOf(source.url) + 1
  }
  return { cite, cited }
}
