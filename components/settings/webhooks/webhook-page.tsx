'use client'

import { Plus, Webhook as WebhookIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState, Skeleton } from '#components/ui/empty-state.tsx'
import { LoadError } from '../load-error.tsx'
import { PageHead } from '../section.tsx'
import { DeliveryLog } from './delivery-log.tsx'
import { useDeliveries } from './use-deliveries.ts'
import { useWebhookActions } from './use-webhook-actions.ts'
import { useWebhooks } from './use-webhooks.ts'
import { WebhookDialog, type WebhookDialogState } from './webhook-dialog.tsx'
import { WebhookRow } from './webhook-row.tsx'

/** All webhooks, and the log of what was sent to them. */
export function WebhookPage() {
  const t = useTranslations('webhooks')
  const { data, error, mutate } = useWebhooks()
  const deliveries = useDeliveries()
  const [dialog, setDialog] = useState<WebhookDialogState | null>(null)
  const refresh = async () => {
    await deliveries.reload()
    await mutate()
  }
  const actions = useWebhookActions(refresh)
  const webhooks = data?.items

  return (
    <>
      <PageHead title={t('title')} text={t('text')}>
        <Button onClick={() => setDialog({ type: 'add' })} data-testid="add-webhook">
          <Plus aria-hidden /> {t('add')}
        </Button>
      </PageHead>
      {error && !webhooks && <LoadError error={error} onRetry={() => mutate()} />}
      {!webhooks && !error && <Skeleton className="h-44 rounded-lg" />}
      {webhooks?.length === 0 && (
        <EmptyState icon={<WebhookIcon aria-hidden />} title={t('emptyTitle')}>
          {t('emptyText')}
        </EmptyState>
      )}
      {webhooks && webhooks.length > 0 && (
        <>
          <ul className="flex flex-col gap-3" data-testid="webhook-list">
            {webhooks.map((webhook) => (
              <WebhookRow
                key={webhook.id}
                webhook={webhook}
                onTest={() => void actions.sendTest(webhook)}
                onEdit={() => setDialog({ type: 'edit', webhook })}
                onRotate={async () => {
                  const rotated = await actions.rotate(webhook)
                  if (rotated) setDialog({ type: 'secret', webhook: rotated })
                }}
                onDelete={() => void actions.remove(webhook)}
              />
            ))}
          </ul>
          <DeliveryLog deliveries={deliveries} webhooks={webhooks} onAgain={actions.sendAgain} />
        </>
      )}
      <WebhookDialog state={dialog} onState={setDialog} onSaved={refresh} />
    </>
  )
}
