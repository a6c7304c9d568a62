'use client'

import { FileText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { UsedFile } from '#lib/contracts/chat/chat.ts'

const mostPages = 12

/** The documents that were available to an answer, and which of their pages. */
export function UsedFiles({ files }: { files: UsedFile[] }) {
  const t = useTranslations('chat.files')
  return (
    <ul className="mt-2 text-[13px] text-muted-foreground leading-5" data-testid="used-files">
      {files.map(({ id, name, use, pages }) => (
        <li key={id} className="flex items-start gap-1.5">
          <FileText aria-hidden className="mt-1 size-3 shrink-0" />
          <span className="min-w-0 wrap-anywhere">
            {use === 'passages'
              ? t('used-passages', { name, pages: listPages(pages) })
              : t(use === 'whole' ? 'used-whole' : 'used-none', { name })}
          </span>
        </li>
      ))}
    </ul>
  )
}

function listPages(pages: number[]): string {
  const sorted = [...pages].sort((a, b) => a - b)
  const shown = sorted.slice(0, mostPages).join(', ')
  return sorted.length > mostPages ? `${shown}, …` : shown
}
