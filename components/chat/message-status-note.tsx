'use client'

import { CircleAlert, CircleStop } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { usePageUser } from '#components/app/session-user.tsx'
import { Button } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import type { MessageMetadata } from '#lib/contracts/chat/chat.ts'
import { reasonOf } from '#lib/contracts/latency/attempt-reason.ts'
import type { MessageActions } from './message-actions.ts'

type Note =
  | 'stopped'
  | 'interrupted'
  | 'error'
  | `partial-${'length' | 'content-filter' | 'cut-off' | 'step-limit'}`

function noteOf({ status, statusReason }: MessageMetadata): Note {
  if (status === 'stopped' || status === 'interrupted') return status
  if (status !== 'partial') return 'error'
  if (
    statusReason === 'length' ||
    statusReason === 'content-filter' ||
    statusReason === 'step-limit'
  )
    return `partial-${statusReason}`
  return 'partial-cut-off'
}

/** Whether an admin can cure it by the provider's settings. */
function isOfProvider(reason: string | undefined): boolean {
  return /^(?:provider-(?:auth|quota|not-found|refused-connection|unknown-host|tls)|model-not-found)$/.test(
    reason ?? '',
  )
}

/** Why an answer is incomplete, and the actions to take. */
export function MessageStatusNote({
  metadata,
  hasText,
  id,
  actions,
}: {
  metadata: MessageMetadata
  hasText: boolean
  id: string
  actions: MessageActions
}) {
  const t = useTranslations('chat')
  const locale = useLocale()
  const { role } = usePageUser()
  const { status, statusReason, errorMessage } = metadata
  if (!status || status === 'complete' || status === 'streaming') return null
  // The call that waits asks by itself.
  if (statusReason === 'approval') return null
  const isError = status === 'error'
  const reason = reasonOf(statusReason)
  // The server's message is in English and quotes the provider, so it is shown untranslated.
  const detail = isError && typeof errorMessage === 'string' ? errorMessage : null
  const isEnough = detail !== null && locale === 'en'
  const words =
    isError && reason !== 'other'
      ? t('failed-because', { reason: t(`attempts.reasons.${reason}`) })
      : t(`status.${noteOf(metadata)}`)
  return (
    <div
      role={isError ? 'alert' : 'status'}
      data-testid="message-status"
      data-status={status}
      data-reason={statusReason}
      className={classNames(
        'mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md px-3 py-2 text-sm',
        isError ? 'bg-danger-soft text-danger' : 'bg-muted text-muted-foreground',
      )}
    >
      {isError ? (
        <CircleAlert className="size-4" aria-hidden />
      ) : (
        <CircleStop className="size-4" aria-hidden />
      )}
      <span className="min-w-0 flex-1 break-words">
        {isEnough ? detail : words}
        {detail && !isEnough && (
          <span lang="en" className="block text-xs leading-5">
            {detail}
          </span>
        )}
      </span>
      <span className="only-last flex gap-2">
        {role === 'admin' && isOfProvider(statusReason) && (
          <Button asChild variant="outline" size="sm" className="text-foreground">
            <Link href="/settings/providers">{t('to-providers')}</Link>
          </Button>
        )}
        <Button
          variant="outline"
          size="sm"
          className="text-foreground"
          onClick={() => actions.retry(id)}
        >
          {t('try-again')}
        </Button>
        {hasText && (
          <Button
            variant="outline"
            size="sm"
            className="text-foreground"
            onClick={() => actions.continueAnswer(id)}
          >
            {t('continue')}
          </Button>
        )}
      </span>
    </div>
  )
}
