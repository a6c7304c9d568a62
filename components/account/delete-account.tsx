'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { callApi } from '#components/api-client.ts'
import { leaveForGood } from '#components/app/return-address.ts'
import { FormSection } from '#components/settings/section.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { useErrorText } from '#components/use-error-text.ts'

/** Deletes the account and all its data, after the password was entered. */
export function DeleteAccount({ email }: { email: string }) {
  const t = useTranslations('account')
  const errorText = useErrorText()
  const [isOpen, setIsOpen] = useState(false)
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string>()

  async function remove(event: FormEvent) {
    event.preventDefault()
    try {
      await leaveForGood(() => callApi('DELETE', '/api/account', { password }))
    } catch (error) {
      setProblem(errorText(error))
    }
  }

  return (
    <FormSection as="h2" title={t('deleteAccount')} text={t('deleteAccountText')}>
      <div>
        <Button variant="danger" onClick={() => setIsOpen(true)} data-testid="delete-account">
          {t('deleteAccount')}
        </Button>
      </div>
      <Dialog open={isOpen} onOpenChange={setIsOpen}>
        <DialogContent
          title={t('deleteAccountTitle')}
          description={t('deleteAccountSure', { email })}
        >
          <form className="mt-4 flex flex-col gap-5" onSubmit={(event) => void remove(event)}>
            <Field label={t('currentPassword')} error={problem}>
              {(control) => (
                <Input
                  {...control}
                  type="password"
                  autoComplete="current-password"
                  required
                  value={password}
                  onChange={({ target }) => setPassword(target.value)}
                />
              )}
            </Field>
            <div className="flex justify-end gap-2">
              <Button variant="outline" onClick={() => setIsOpen(false)}>
                {t('cancel')}
              </Button>
              <Button type="submit" variant="danger" disabled={!password}>
                {t('deleteForGood')}
              </Button>
            </div>
          </form>
        </DialogContent>
      </Dialog>
    </FormSection>
  )
}
