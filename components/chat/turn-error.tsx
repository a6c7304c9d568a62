'use client'

import { CircleAlert, CloudOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import type { ErrorBody } from '#lib/contracts/error-body.ts'
import { useIsWaiting } from './open-chat/outbox.ts'
import { useSecondsLeft } from './use-seconds-left.ts'

/** The error of a turn that failed before it had an answer. */
export function TurnError({
  error,
  isReconnecting,
  messages,
  onRetry,
}: {
  error: Error | undefined
  isReconnecting: boolean
  messages: LumosMessage[]
  onRetry: (messageId: string) => void
}) {
  const t = useTranslations('chat')
  const errorTexts = useTranslations('common.errors')
  const last = messages.at(-1)
  const refusal = error ? readRefusal(error) : null
  const waitSeconds = useSecondsLeft(refusal?.retryAfterSeconds ?? 0, error)
  const isWaiting = useIsWaiting(last?.id)
  if (!error || !last || last.metadata?.status === 'error') return null
  if (isWaiting) {
    return (
      <p
        role="status"
        data-testid="waits-for-connection"
        className="flex items-center gap-3 rounded-md bg-muted px-3 py-2 text-muted-foreground text-sm"
      >
        <CloudOff className="size-4 shrink-0" aria-hidden /> {t('waits-for-connection')}
      </p>
    )
  }
  if (isReconnecting) {
    return (
      <p
        role="status"
        data-testid="reconnecting"
        className="flex items-center gap-3 rounded-md bg-muted px-3 py-2 text-muted-foreground text-sm"
      >
        <Spinner label="" /> {t('reconnecting')}
      </p>
    )
  }
  const code = (refusal?.code ?? '') as Parameters<typeof errorTexts>[0]
  const words = errorTexts.has(code) ? errorTexts(code) : (refusal?.message ?? t('connection-lost'))
  return (
    <div
      data-testid="turn-error"
      className="flex flex-wrap items-center gap-3 rounded-md bg-danger-soft px-3 py-2 text-danger text-sm"
    >
      <CircleAlert className="size-4" aria-hidden />
      {/* The countdown is outside of the alert, because screen readers would announce every second. */}
      <span role="alert" className="min-w-0 flex-1 break-words">
        {words}
      </span>
      <Button
        variant="outline"
        size="sm"
        className="text-foreground"
        disabled={waitSeconds > 0}
        onClick={() => onRetry(last.id)}
      >
        {waitSeconds > 0 ? t('try-again-in', { seconds: waitSeconds }) : t('try-again')}
      </Button>
    </div>
  )
}

/** The API's error; null for an error of the browser, such as "Failed to fetch". */
function readRefusal(error: Error): ErrorBody['error'] | null {
  try {
    const body: Partial<ErrorBody> = JSON.parse(error.message)
    return body.error ?? null
  } catch {
    return null
  }
}
