'use client'

import { RotateCw } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { IconButton } from '#components/ui/button.tsx'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { Delivery } from '#lib/contracts/webhooks/delivery.ts'

const tones = { pending: 'accent', delivered: 'neutral', failed: 'danger' } as const

/** One delivery: its event, how its last attempt went, and on demand what was sent and answered. */
export function DeliveryRow({
  delivery,
  hasTexts,
  onAgain,
}: {
  delivery: Delivery
  hasTexts: boolean
  onAgain: () => unknown
}) {
  const t = useTranslations('webhooks')
  const format = useFormatter()
  const { type, status, attempts, webhookName } = delivery
  const event = t(`events.${type}`)
  const time = format.dateTime(new Date(delivery.createdAt), {
    dateStyle: 'medium',
    timeStyle: 'medium',
  })
  const isRetried = status === 'pending' && attempts > 0

  return (
    <li
      data-testid="delivery"
      data-status={status}
      data-event={type}
      className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-2 p-4 text-sm sm:grid-cols-[12rem_1fr_auto]"
    >
      <div className="min-w-0">
        <div className="font-medium">{event}</div>
        <time dateTime={delivery.createdAt} className="text-[13px] text-muted-foreground">
          {time}
        </time>
        <div className="break-words text-[13px] text-muted-foreground">{webhookName}</div>
      </div>
      <div className="min-w-0 max-sm:order-last max-sm:col-span-full">
        <Badge tone={tones[status]}>{t(`log.statuses.${isRetried ? 'retrying' : status}`)}</Badge>
        <Outcome delivery={delivery} />
      </div>
      <IconButton label={t('log.againOf', { event, time })} onClick={() => void onAgain()}>
        <RotateCw />
      </IconButton>
      <div className="order-last col-span-full sm:col-start-2">
        <Details delivery={delivery} hasTexts={hasTexts} />
      </div>
    </li>
  )
}

/** The last attempt's figures, why it failed, and when the next one is. */
function Outcome({ delivery }: { delivery: Delivery }) {
  const t = useTranslations('webhooks.log')
  const format = useFormatter()
  const { httpStatus, durationMs, attempts, nextAttemptAt, error, detail } = delivery
  const figures = [
    httpStatus !== null && t('http', { status: String(httpStatus) }),
    durationMs !== null && formatMs(durationMs),
    attempts > 1 && t('attempts', { count: attempts }),
    attempts > 0 &&
      nextAttemptAt !== null &&
      t('next', {
        time: format.dateTime(new Date(nextAttemptAt), { dateStyle: 'short', timeStyle: 'medium' }),
      }),
  ].filter(Boolean)
  return (
    <div className="mt-1 text-[13px] text-muted-foreground leading-5">
      {figures.length > 0 && <div className="tabular-nums">{figures.join(' · ')}</div>}
      {error && (
        <div>
          {t(`errors.${error}`)}
          {detail && ` (${detail})`}
        </div>
      )}
    </div>
  )
}

function Details({ delivery, hasTexts }: { delivery: Delivery; hasTexts: boolean }) {
  const t = useTranslations('webhooks.log')
  const { eventId, payload, answer } = delivery
  return (
    <details className="text-[13px]">
      <summary className="cursor-pointer text-muted-foreground">{t('details')}</summary>
      <dl className="mt-2 flex flex-col gap-2">
        <Detail name={t('id')}>{eventId}</Detail>
        <Detail name={hasTexts ? `${t('sent')} (${t('sentTexts')})` : t('sent')}>
          {JSON.stringify(payload, null, 2)}
        </Detail>
        {answer !== null && <Detail name={t('answer')}>{answer || t('noAnswer')}</Detail>}
      </dl>
    </details>
  )
}

function Detail({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt className="text-muted-foreground text-xs">{name}</dt>
      <dd className="wrap-anywhere mt-0.5 whitespace-pre-wrap rounded-md bg-muted p-2 font-mono text-xs leading-5">
        {children}
      </dd>
    </div>
  )
}
