'use client'

import { Check, Copy, Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ComponentProps, useRef } from 'react'
import { IconButton } from '#components/ui/button.tsx'
import { asWritten } from './as-written.ts'
import { downloadText } from './download-text.ts'
import { ScrollRegion } from './scroll-region.tsx'
import { useCopy } from './use-copy.ts'

/**
 * A table that scrolls sideways, with buttons to copy it for a spreadsheet and to save it as CSV.
 */
export function AnswerTable({ children }: ComponentProps<'table'>) {
  const t = useTranslations('answer')
  const table = useRef<HTMLTableElement>(null)
  const { isCopied, copy } = useCopy()
  const cells = () =>
    [...(table.current?.rows ?? [])].map((row) =>
      [...row.cells].map((cell) => (asWritten(cell).textContent ?? '').trim()),
    )
  return (
    <div className="table-block">
      <div className="answer-tool table-tools">
        <IconButton
          label={t(isCopied ? 'copied' : 'copy-table')}
          onClick={() =>
            copy(toTabs(cells()), table.current ? asWritten(table.current).outerHTML : undefined)
          }
        >
          {isCopied ? <Check /> : <Copy />}
        </IconButton>
        <IconButton
          label={t('download-table')}
          onClick={() => downloadText(toCsv(cells()), 'table.csv', 'text/csv')}
        >
          <Download />
        </IconButton>
      </div>
      <ScrollRegion className="table-scroll" label={t('table')}>
        <table ref={table}>{children}</table>
      </ScrollRegion>
    </div>
  )
}

function toTabs(rows: string[][]): string {
  return rows.map((row) => row.map((cell) => cell.replace(/\s+/g, ' ')).join('\t')).join('\n')
}

/**
 * CSV according to RFC 4180. A leading sign is escaped, so that spreadsheets do not run it as a
 * formula.
 */
function toCsv(rows: string[][]): string {
  const quote = (cell: string) => `"${cell.replace(/^[=+@]/, "'$&").replaceAll('"', '""')}"`
  return rows.map((row) => row.map(quote).join(',')).join('\r\n')
}
