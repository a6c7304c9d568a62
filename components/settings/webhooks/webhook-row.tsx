'use client'

import { KeyRound, Pencil, Send, Trash2 } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { MenuItem } from '#components/ui/menu.tsx'
import type { Webhook } from '#lib/contracts/webhooks/webhook.ts'
import { RowMenu } from '../row-actions.tsx'

/** A webhook with its address, its events, and how it does. */
export function WebhookRow({
  webhook,
  onTest,
  onEdit,
  onRotate,
  onDelete,
}: {
  webhook: Webhook
  onTest: () => void
  onEdit: () => void
  onRotate: () => void
  onDelete: () => void
}) {
  const t = useTranslations('webhooks')
  const common = useTranslations('common')
  const format = useFormatter()
  const { name, url, events, enabled, failingSince, goneAt, lastDelivery } = webhook
  const time = (at: string) =>
    format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })

  return (
    <li className="rounded-lg border bg-card" data-testid="webhook" data-name={name}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 p-4">
        <div className="min-w-0 flex-1 basis-64">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h3 className="break-words font-medium text-sm">{name}</h3>
            {!enabled && (
              <Badge tone={goneAt ? 'danger' : 'neutral'}>{goneAt ? t('gone') : t('off')}</Badge>
            )}
            {enabled && failingSince && (
              <Badge tone="danger">{t('failingSince', { time: time(failingSince) })}</Badge>
            )}
          </div>
          <p className="mt-1 break-all text-muted-foreground text-xs leading-5">{url}</p>
          <ul className="mt-1 flex flex-wrap gap-1.5">
            {events.map((event) => (
              <li key={event}>
                <Badge>{t(`events.${event}`)}</Badge>
              </li>
            ))}
            {webhook.includesTexts && (
              <li>
                <Badge tone="accent">{t('withTexts')}</Badge>
              </li>
            )}
          </ul>
          <p className="mt-1.5 text-muted-foreground text-xs leading-5">
            {lastDelivery
              ? t(`last.${lastDelivery.status}`, { time: time(lastDelivery.at) })
              : t('never')}
            {webhook.formerSecretUntil &&
              ` · ${t('formerSecret', { time: time(webhook.formerSecretUntil) })}`}
          </p>
        </div>
        <div className="flex items-center gap-1">
          <Button variant="outline" size="sm" onClick={onTest} data-testid="test-webhook">
            <Send aria-hidden /> {t('test')}
          </Button>
          <RowMenu label={t('actions', { name })}>
            <MenuItem onSelect={onEdit}>
              <Pencil /> {common('edit')}
            </MenuItem>
            <MenuItem onSelect={onRotate}>
              <KeyRound /> {t('rotate')}
            </MenuItem>
            <MenuItem onSelect={onDelete}>
              <Trash2 /> {common('delete')}
            </MenuItem>
          </RowMenu>
        </div>
      </div>
    </li>
  )
}
