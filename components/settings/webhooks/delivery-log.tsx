'use client'

import { ScrollText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState, Skeleton } from '#components/ui/empty-state.tsx'
import type { Webhook } from '#lib/contracts/webhooks/webhook.ts'
import { LoadError } from '../load-error.tsx'
import { DeliveryFilters } from './delivery-filters.tsx'
import { DeliveryRow } from './delivery-row.tsx'
import type { useDeliveries } from './use-deliveries.ts'

/** The deliveries of the last 30 days. */
export function DeliveryLog({
  deliveries,
  webhooks,
  onAgain,
}: {
  deliveries: ReturnType<typeof useDeliveries>
  webhooks: Webhook[]
  onAgain: (deliveryId: string) => unknown
}) {
  const t = useTranslations('webhooks.log')
  const id = useId()
  const { items, error } = deliveries
  return (
    <section aria-labelledby={id} className="mt-10">
      <h3 id={id} className="font-semibold text-[15px]">
        {t('title')}
      </h3>
      <p className="mt-0.5 mb-4 text-[13px] text-muted-foreground leading-5">{t('text')}</p>
      <DeliveryFilters
        filter={deliveries.filter}
        webhooks={webhooks}
        onChange={deliveries.change}
      />
      {error && !items && <LoadError error={error} onRetry={deliveries.reload} />}
      {!items && !error && <Skeleton className="h-64 rounded-lg" />}
      {items?.length === 0 && (
        <EmptyState icon={<ScrollText aria-hidden />} title={t('none')}>
          {deliveries.isFiltered ? t('noneFound') : t('noneText')}
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <ul aria-labelledby={id} className="divide-y rounded-lg border bg-card">
          {items.map((delivery) => (
            <DeliveryRow
              key={delivery.id}
              delivery={delivery}
              hasTexts={
                webhooks.find((each) => each.id === delivery.webhookId)?.includesTexts ?? false
              }
              onAgain={() => onAgain(delivery.id)}
            />
          ))}
        </ul>
      )}
      {deliveries.hasMore && (
        <Button
          variant="outline"
          className="mt-4"
          disabled={deliveries.isLoadingMore}
          onClick={() => void deliveries.loadMore()}
        >
          {t('more')}
        </Button>
      )}
    </section>
  )
}
