'use client'

import { useTranslations } from 'next-intl'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import type { Source } from './markdown/answer-context.ts'

/** The pages that an answer cites, in the order of their numbers. */
export function sourcesOf(parts: LumosMessage['parts']): Source[] {
  return parts.flatMap((part) => {
    if (part.type !== 'source-url') return []
    const url = URL.parse(part.url)
    // Addresses come from the model: only http and https become links.
    if (!url || !/^https?:$/.test(url.protocol)) return []
    return [{ id: part.sourceId, url: url.href, title: part.title || url.host }]
  })
}

export function Sources({ sources }: { sources: Source[] }) {
  const t = useTranslations('answer')
  if (sources.length === 0) return null
  return (
    <nav aria-label={t('sources')} className="mt-3" data-testid="sources">
      <ol className="flex flex-wrap gap-1.5">
        {sources.map(({ id, url, title }, index) => (
          <li key={id} className="max-w-full">
            <a
              href={url}
              target="_blank"
              rel="noreferrer noopener"
              title={url}
              className="inline-flex h-7 max-w-64 items-center gap-1.5 rounded-full border px-2.5 text-muted-foreground text-xs hover:bg-muted hover:text-foreground"
            >
              <span className="font-medium text-foreground">{index + 1}</span>
              <span className="truncate">{title}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
