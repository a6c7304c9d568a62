'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { FormProvider, useForm } from 'react-hook-form'
import { callApi } from '#components/api-client.ts'
import { Button } from '#components/ui/button.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { Webhook, WebhookWithSecret } from '#lib/contracts/webhooks/webhook.ts'
import { SwitchField, TextField } from '../form-fields.tsx'
import { setApiError } from '../set-api-error.ts'
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
  const common = useTranslations('common')
  const errorText = useErrorText()
  const issueText = useIssueText()
  const form = useForm<WebhookFormValues>({
    resolver: zodResolver(webhookFormSchema, { error: issueText }),
    defaultValues: formValuesOf(webhook),
    mode: 'onTouched',
  })
  const { isSubmitting } = form.formState

  async function save(values: WebhookFormValues) {
    try {
      if (!webhook) return onAdded(await callApi('POST', '/api/webhooks', values))
      const { name } = await callApi<Webhook>('PATCH', `/api/webhooks/${webhook.id}`, values)
      toast.success(t('saved', { name }))
      onChanged()
    } catch (error) {
      const message = errorText(error)
      if (!setApiError(form, error, message)) toast.error(message)
    }
  }

  return (
    <FormProvider {...form}>
      <form
        data-testid="webhook-form"
        noValidate
        className="mt-4 flex flex-col gap-5"
        onSubmit={(event) => void form.handleSubmit(save)(event)}
      >
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
        <SwitchField<WebhookFormValues>
          name="enabled"
          label={t('enabled')}
          help={t('enabledHelp')}
        />
        <div className="flex justify-end gap-2">
          <Button variant="outline" onClick={onCancel}>
            {common('cancel')}
          </Button>
          <Button type="submit" disabled={isSubmitting} data-testid="save-webhook">
            {isSubmitting && <Spinner label={common('loading')} className="text-current" />}
            {common('save')}
          </Button>
        </div>
      </form>
    </FormProvider>
  )
}
