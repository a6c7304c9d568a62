'use client'

import { useTranslations } from 'next-intl'
import type { ImportReport } from '#lib/contracts/chat/import.ts'

/** The result of an import: imported items, skipped ones, and the reasons. */
export function ImportResult({ report }: { report: ImportReport }) {
  const t = useTranslations('account')
  const { imported, skipped, failed } = report
  return (
    <div data-testid="import-result">
      <p>{t('importResult', { imported, skipped, failed: failed.length })}</p>
      {failed.length > 0 && (
        <details className="mt-2">
          <summary className="cursor-pointer text-muted-foreground">{t('importFailed')}</summary>
          <ul className="mt-2 flex list-disc flex-col gap-1 pl-5">
            {failed.map(({ title, reason }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: titles repeat, and the list is final
              <li key={index} className="wrap-anywhere">
                {title || t('untitled')}: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
