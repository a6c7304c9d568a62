'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { callApi } from '#components/api-client.ts'
import { FormSection } from '#components/settings/section.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'

const [shortest, longest] = [8, 128]

/** Changes the password, which ends the user's other sessions. */
export function PasswordForm({ onChanged }: { onChanged?: () => unknown }) {
  const t = useTranslations('account')
  const errorText = useErrorText()
  const [currentPassword, setCurrent] = useState('')
  const [newPassword, setNew] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isSaving, setIsSaving] = useState(false)

  async function save(event: FormEvent) {
    event.preventDefault()
    setIsSaving(true)
    setProblem(undefined)
    try {
      await callApi('POST', '/api/auth/change-password', { currentPassword, newPassword })
      toast.success(t('passwordChanged'))
      setCurrent('')
      setNew('')
      await onChanged?.()
    } catch (error) {
      setProblem(errorText(error))
    }
    setIsSaving(false)
  }

  return (
    <FormSection as="h2" title={t('password')} text={t('passwordText')}>
      <form className="flex flex-col gap-5" onSubmit={(event) => void save(event)}>
        <Field label={t('currentPassword')} error={problem}>
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="current-password"
              required
              value={currentPassword}
              onChange={({ target }) => setCurrent(target.value)}
            />
          )}
        </Field>
        <Field label={t('newPassword')} help={t('passwordHelp')}>
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="new-password"
              required
              minLength={shortest}
              maxLength={longest}
              value={newPassword}
              onChange={({ target }) => setNew(target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end">
          <Button type="submit" disabled={isSaving || !currentPassword || !newPassword}>
            {t('changePassword')}
          </Button>
        </div>
      </form>
    </FormSection>
  )
}
