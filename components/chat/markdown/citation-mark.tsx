'use client'

import { type ReactNode, use } from 'react'
import { SourcesContext } from './answer-context.ts'

/** `[1]`: a link to the source of that number if the answer has one, otherwise plain text. */
export function CitationMark({ number, children }: { number?: string; children?: ReactNode }) {
  const source = use(SourcesContext)[Number(number) - 1]
  if (!source) return children
  return (
    <a
      href={source.url}
      target="_blank"
      rel="noreferrer noopener"
      title={source.title}
      className="citation"
      data-source={`[${number}]`}
    >
      {number}
    </a>
  )
}
