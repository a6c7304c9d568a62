'use client'

import { useTranslations } from 'next-intl'
import { callApi } from '#components/api-client.ts'
import { useConfirm } from '#components/ui/confirm.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { Webhook, WebhookWithSecret } from '#lib/contracts/webhooks/webhook.ts'

/**
 * What can be done with a webhook beside changing it.
 * @param onChanged reads webhooks and deliveries again
 */
export function useWebhookActions(onChanged: () => unknown) {
  const t = useTranslations('webhooks')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const ask = useConfirm()

  async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work()
    } catch (error) {
      toast.error(errorText(error))
    } finally {
      await onChanged()
    }
  }

  return {
    sendTest: ({ id, name }: Webhook) =>
      attempt(async () => {
        await callApi('POST', `/api/webhooks/${id}/test`)
        toast.success(t('testSent', { name }))
      }),
    /** Asks first. @returns the webhook with its new secret, unless nothing came of it */
    async rotate({ id, name }: Webhook): Promise<WebhookWithSecret | undefined> {
      const title = t('rotateTitle', { name })
      const question = { title, description: t('rotateText'), action: t('rotate') }
      if (!(await ask(question))) return
      return attempt(() => callApi<WebhookWithSecret>('POST', `/api/webhooks/${id}/rotate`))
    },
    async remove({ id, name }: Webhook) {
      const title = t('deleteTitle', { name })
      const question = { title, description: t('deleteText'), action: common('delete') }
      if (!(await ask(question))) return
      await attempt(async () => {
        await callApi('DELETE', `/api/webhooks/${id}`)
        toast.success(t('deleted', { name }))
      })
    },
    sendAgain: (deliveryId: string) =>
      attempt(async () => {
        await callApi('POST', `/api/webhooks/deliveries/${deliveryId}/resend`)
        toast.success(t('log.againSent'))
      }),
  }
}
