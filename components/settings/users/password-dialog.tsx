'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { FormProvider, useForm } from 'react-hook-form'
import { z } from 'zod'
import { callApi } from '#components/api-client.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import { passwordSchema, type User } from '#lib/contracts/account/user.ts'
import { setApiError } from '../set-api-error.ts'
import { useIssueText } from '../use-issue-text.ts'
import { NewPasswordField } from './new-password-field.tsx'

const schema = z.strictObject({ password: passwordSchema })
type Values = z.infer<typeof schema>

/** Sets a new password for an account, which ends its sessions. */
export function PasswordDialog({ user, onClose }: { user: User | null; onClose: () => void }) {
  const t = useTranslations('settings.users')
  return (
    <Dialog open={user !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={t('passwordTitle', { name: user?.name ?? '' })}
        description={t('passwordText')}
      >
        {user && <PasswordForm user={user} onClose={onClose} />}
      </DialogContent>
    </Dialog>
  )
}

function PasswordForm({ user, onClose }: { user: User; onClose: () => void }) {
  const t = useTranslations('settings.users')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const error = useIssueText()
  const form = useForm<Values>({
    resolver: zodResolver(schema, { error }),
    defaultValues: { password: '' },
  })

  async function save(values: Values) {
    try {
      await callApi('PATCH', `/api/users/${user.id}`, values)
      toast.success(t('passwordSet', { name: user.name }))
      onClose()
    } catch (caught) {
      const message = errorText(caught)
      if (!setApiError(form, caught, message)) toast.error(message)
    }
  }

  return (
    <FormProvider {...form}>
      <form
        noValidate
        className="mt-4 flex flex-col gap-5"
        onSubmit={(event) => void form.handleSubmit(save)(event)}
      >
        <NewPasswordField />
        <div className="flex justify-end gap-2">
          <Button variant="outline" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" disabled={form.formState.isSubmitting}>
            {t('setPassword')}
          </Button>
        </div>
      </form>
    </FormProvider>
  )
}
