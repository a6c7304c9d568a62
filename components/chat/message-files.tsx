'use client'

import { FileText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { fileUrlPattern } from '#lib/contracts/chat/file.ts'
import { filesOf } from './files-of.ts'

/** The files of a user's message: pictures as thumbnails, others to download. */
export function MessageFiles({ message }: { message: LumosMessage }) {
  const t = useTranslations('chat.files')
  const files = filesOf(message).filter(({ url }) => fileUrlPattern.test(url))
  if (files.length === 0) return null
  return (
    <ul className="mb-1.5 flex max-w-[85%] flex-wrap justify-end gap-2" data-testid="message-files">
      {files.map(({ url, mediaType, filename = '' }) => (
        <li key={url} className="max-w-full">
          {mediaType.startsWith('image/') ? (
            <a href={url} target="_blank" rel="noreferrer" title={filename}>
              <img
                src={url}
                alt={filename || t('picture')}
                loading="lazy"
                className="h-40 max-w-full rounded-xl border object-cover"
              />
            </a>
          ) : (
            <a
              href={url}
              download={filename}
              className="flex max-w-full items-center gap-2 rounded-xl border bg-card px-3 py-2 text-sm hover:bg-muted"
            >
              <FileText aria-hidden className="size-4 shrink-0 text-muted-foreground" />
              <span className="truncate">{filename || t('file')}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}
