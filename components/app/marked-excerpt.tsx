import { Fragment } from 'react'
import type { ChatMatch } from '#lib/contracts/chat/chat-summary.ts'

/** The text around a search's match, with the words that match marked. */
export function MarkedExcerpt({ match: { snippet, ranges } }: { match: ChatMatch }) {
  return (
    <>
      {ranges.map(([start, end], index) => (
        <Fragment key={start}>
          {snippet.slice(ranges[index - 1]?.[1] ?? 0, start)}
          <mark className="rounded-xs bg-accent/20 text-foreground">
            {snippet.slice(start, end)}
          </mark>
        </Fragment>
      ))}
      {snippet.slice(ranges.at(-1)?.[1] ?? 0)}
    </>
  )
}

/** The end of a chat's address that leads to the match. */
export function placeOf({ messageId, snippet, ranges }: ChatMatch): string {
  const word = ranges[0] ? snippet.slice(...ranges[0]) : ''
  return `?${new URLSearchParams({ word })}#message-${encodeURIComponent(messageId)}`
}
