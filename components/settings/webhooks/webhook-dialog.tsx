'use client'

import { useTranslations } from 'next-intl'
import { CopyOnce } from '#components/copy-once.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import type { Webhook, WebhookWithSecret } from '#lib/contracts/webhooks/webhook.ts'
import { WebhookForm } from './webhook-form.tsx'

/** What the dialog shows: a webhook to add or change, or a new secret. */
export type WebhookDialogState =
  | { type: 'add' }
  | { type: 'edit'; webhook: Webhook }
  | { type: 'secret'; webhook: WebhookWithSecret }

export function WebhookDialog({
  state,
  onState,
  onSaved,
}: {
  state: WebhookDialogState | null
  onState: (state: WebhookDialogState | null) => void
  onSaved: () => unknown
}) {
  const t = useTranslations('webhooks')
  const close = () => onState(null)
  return (
    <Dialog open={state !== null} onOpenChange={(isOpen) => !isOpen && close()}>
      {state?.type === 'secret' ? (
        <DialogContent
          title={t('secretTitle', { name: state.webhook.name })}
          description={t('secretText')}
        >
          <CopyOnce secret={state.webhook.secret} help={t('secretUse')} onDone={close} />
        </DialogContent>
      ) : (
        <DialogContent
          title={state?.type === 'edit' ? t('editTitle', { name: state.webhook.name }) : t('add')}
        >
          {state && (
            <WebhookForm
              webhook={state.type === 'edit' ? state.webhook : undefined}
              onCancel={close}
              onAdded={(webhook) => {
                onState({ type: 'secret', webhook })
                void onSaved()
              }}
              onChanged={() => {
                close()
                void onSaved()
              }}
            />
          )}
        </DialogContent>
      )}
    </Dialog>
  )
}
