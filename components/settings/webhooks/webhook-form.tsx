'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { callApi } from '#components/api-client.ts'
import { toast } from '#components/ui/toast.ts'
import type { Webhook, WebhookWithSecret } from '#lib/contracts/webhooks/webhook.ts'
import { DialogForm } from '../dialog-form.tsx'
import { SwitchField, TextField } from '../form-fields.tsx'
import { useIssueText } from '../use-issue-text.ts'
import { EventFields } from './event-fields.tsx'
import { formValuesOf, type WebhookFormValues, webhookFormSchema } from './webhook-values.ts'

/** Where events are sent, and which. */
export function WebhookForm({
  webhook,
  onCancel,
  onAdded,
  onChanged,
}: {
  webhook: Webhook | undefined
  onCancel: () => void
  onAdded: (webhook: WebhookWithSecret) => void
  onChanged: () => void
}) {
  const t = useTranslations('webhooks')
  const issueText = useIssueText()
  const form = useForm<WebhookFormValues>({
    resolver: zodResolver(webhookFormSchema, { error: issueText }),
    defaultValues: formValuesOf(webhook),
    mode: 'onTouched',
  })

  async function save(values: WebhookFormValues) {
    if (!webhook) return onAdded(await callApi('POST', '/api/webhooks', values))
    const { name } = await callApi<Webhook>('PATCH', `/api/webhooks/${webhook.id}`, values)
    toast.success(t('saved', { name }))
    onChanged()
  }

  return (
    <DialogForm name="webhook" form={form} onSave={save} onCancel={onCancel}>
      <TextField<WebhookFormValues>
        name="name"
        label={t('name')}
        help={t('nameHelp')}
        maxLength={60}
        autoComplete="off"
      />
      <TextField<WebhookFormValues>
        name="url"
        label={t('url')}
        help={t('urlHelp')}
        type="url"
        inputMode="url"
        placeholder="https://example.com/hooks/lumos"
        autoComplete="off"
        spellCheck={false}
      />
      <EventFields />
      <SwitchField<WebhookFormValues>
        name="includesTexts"
        label={t('includesTexts')}
        help={t('includesTextsHelp')}
      />
      <SwitchField<WebhookFormValues> name="enabled" label={t('enabled')} help={t('enabledHelp')} />
    </DialogForm>
  )
}
