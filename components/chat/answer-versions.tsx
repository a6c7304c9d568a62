'use client'

import { type ReactNode, useCallback, useEffect, useRef } from 'react'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import {
  type FindVersions,
  findPreviews,
  VersionsContext,
  versionsOf,
} from './markdown/views/preview-versions.ts'

/**
 * Provides previews with the versions of a page or picture from all answers of the chat. The
 * messages are read only when a preview is opened.
 */
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
  const findVersions = useCallback<FindVersions>((previewed) => {
    const answers = newest.current
      .filter(({ role }) => role === 'assistant')
      .flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])))
    return versionsOf(previewed, findPreviews(answers))
  }, [])
  return <VersionsContext value={findVersions}>{children}</VersionsContext>
}
