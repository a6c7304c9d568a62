'use client'

import { CircleAlert, CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { ProviderCheck } from '#lib/contracts/models/provider.ts'

/** The result of a check: connection time and models, or the error. */
export function CheckResult({ check, slug }: { check: ProviderCheck; slug: string }) {
  const t = useTranslations('settings.providers')
  if (!check.ok) {
    return (
      <p
        data-testid="provider-check-result"
        className="flex items-start gap-2.5 border-t bg-danger-soft px-4 py-3 text-sm leading-6 last:rounded-b-lg"
      >
        <CircleAlert aria-hidden className="mt-1 size-4 shrink-0 text-danger" />
        <span className="min-w-0 break-words">{check.error ?? t('checkFailed')}</span>
      </p>
    )
  }
  const count = check.models.length
  return (
    <div data-testid="provider-check-result" className="border-t px-4 py-3 text-sm">
      <p className="flex items-center gap-2.5">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
        {t('checkOk', { connect: formatMs(check.connectMs ?? 0), count })}
      </p>
      {count > 0 && (
        <details className="mt-1.5 pl-6.5 text-muted-foreground text-xs">
          <summary className="w-fit rounded-sm py-1">{t('showModels')}</summary>
          <ul className="mt-1 flex max-h-56 flex-col gap-0.5 overflow-y-auto font-mono leading-5">
            {check.models.map((name) => (
              <li key={name} className="break-all">
                {slug}/{name}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
