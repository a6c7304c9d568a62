'use client'

import { useTranslations } from 'next-intl'
import { Select } from '#components/ui/field.tsx'
import { deliveryStatuses } from '#lib/contracts/webhooks/delivery.ts'
import type { Webhook } from '#lib/contracts/webhooks/webhook.ts'
import { deliveredEventSchema } from '#lib/contracts/webhooks/webhook-event.ts'
import type { DeliveryFilter } from './use-deliveries.ts'

/** Filters by webhook, state and event. */
export function DeliveryFilters({
  filter,
  webhooks,
  onChange,
}: {
  filter: DeliveryFilter
  webhooks: Webhook[]
  onChange: (part: Partial<DeliveryFilter>) => void
}) {
  const t = useTranslations('webhooks')
  return (
    <div className="mb-4 grid gap-2 sm:flex sm:flex-wrap [&_select]:sm:w-48">
      <Select
        aria-label={t('log.webhook')}
        value={filter.webhookId}
        onChange={({ target }) => onChange({ webhookId: target.value })}
      >
        <option value="">{t('log.all')}</option>
        {webhooks.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('log.status')}
        value={filter.status}
        onChange={({ target }) => onChange({ status: target.value })}
      >
        <option value="">{t('log.allStatuses')}</option>
        {deliveryStatuses.map((status) => (
          <option key={status} value={status}>
            {t(`log.statuses.${status}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('log.event')}
        value={filter.type}
        onChange={({ target }) => onChange({ type: target.value })}
      >
        <option value="">{t('log.allEvents')}</option>
        {deliveredEventSchema.options.map((event) => (
          <option key={event} value={event}>
            {t(`events.${event}`)}
          </option>
        ))}
      </Select>
    </div>
  )
}
