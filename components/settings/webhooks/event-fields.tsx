'use client'

import { useTranslations } from 'next-intl'
import { useFormContext, useFormState } from 'react-hook-form'
import { webhookEvents } from '#lib/contracts/webhooks/webhook-event.ts'
import type { WebhookFormValues } from './webhook-values.ts'

/** Which events a webhook hears of. */
export function EventFields() {
  const t = useTranslations('webhooks')
  const { register } = useFormContext<WebhookFormValues>()
  const { errors } = useFormState<WebhookFormValues>({ name: 'events' })
  return (
    <fieldset aria-describedby={errors.events && 'webhook-events-error'}>
      <legend className="mb-2 font-medium text-sm">{t('eventsTitle')}</legend>
      <div className="flex flex-col gap-2.5">
        {webhookEvents.map((event) => (
          <label key={event} className="flex items-start gap-2.5 text-sm leading-5">
            <input type="checkbox" className="mt-1" value={event} {...register('events')} />
            <span>
              {t(`events.${event}`)}
              <span className="block text-[13px] text-muted-foreground">
                {t(`eventHelp.${event}`)}
              </span>
            </span>
          </label>
        ))}
      </div>
      {errors.events && (
        <p id="webhook-events-error" role="alert" className="mt-1.5 text-[13px] text-danger">
          {t('eventNeeded')}
        </p>
      )}
    </fieldset>
  )
}
