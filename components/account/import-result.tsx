'use client'

import { useTranslations } from 'next-intl'
import type { ImportReport } from '#lib/contracts/chat/import.ts'

/** The result of an import: imported items, skipped ones, and the reasons. */
export function ImportResult({ report }: { report: ImportReport }) {
  const t = useTranslations('account')
  const { imported, skipped, failed } = report
  const failures = new Set(
    failed.map(({ title, reason }) => `${title || t('untitled')}: ${reason}`),
  )
  return (
    <div data-testid="import-result">
      <p>{t('importResult', { imported, skipped, failed: failed.length })}</p>
      {failed.length > 0 && (
        <details className="mt-2">
          <summary className="cursor-pointer text-muted-foreground">{t('importFailed')}</summary>
          <ul className="mt-2 flex list-disc flex-col gap-1 pl-5">
            {[...failures].map((failure) => (
              <li key={failure} className="wrap-anywhere">
                {failure}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
