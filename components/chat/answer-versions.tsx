'use client'

import { type ReactNode, useCallback, useEffect, useRef } from 'react'
import type { LumosMessage } from '#lib/contracts/chat.ts'
import { preloadMarkdown } from './markdown/markdown.tsx'
import {
  type FindVersions,
  findPreviews,
  VersionsContext,
  versionsOf,
} from './markdown/views/preview-versions.ts'

/** Lets a preview find its versions in the chat's other answers, read only when it is opened. */
export function AnswerVersions({
  messages,
  children,
}: {
  messages: LumosMessage[]
  children: ReactNode
}) {
  const newest = useRef(messages)
  useEffect(() => {
    newest.current = messages
  }, [messages])
  useEffect(preloadMarkdown, [])
  const findVersions = useCallback<FindVersions>((previewed) => {
    const answers = newest.current
      .filter(({ role }) => role === 'assistant')
      .flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])))
    return versionsOf(previewed, findPreviews(answers))
  }, [])
  return <VersionsContext value={findVersions}>{children}</VersionsContext>
}
