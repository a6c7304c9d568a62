'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { ApiError, callApi } from '#components/api-client.ts'
import { Button } from '#components/ui/button.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { useAuthErrorText } from './use-auth-error-text.ts'

const [shortest, longest] = [8, 128]

/**
 * Chooses a new password: in the place of one that an admin handed on, or by a reset link.
 * @param next where to go then
 */
export function NewPasswordForm({
  mode,
  next,
}: {
  mode: 'own-password' | 'reset-password'
  next: string
}) {
  const t = useTranslations('auth')
  const errorText = useAuthErrorText()
  const [error, setError] = useState<ApiError | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const isOwn = mode === 'own-password'

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [current, password] = ['current', 'new'].map((name) => String(form.get(name) ?? ''))
    setIsBusy(true)
    setError(null)
    try {
      if (isOwn)
        await callApi('POST', '/api/auth/change-password', {
          currentPassword: current,
          newPassword: password,
        })
      else
        await callApi('POST', '/api/password-reset', {
          token: window.location.hash.slice(1),
          password,
        })
      window.location.assign(next)
    } catch (cause) {
      setError(cause instanceof ApiError ? cause : new ApiError(0, {}))
      setIsBusy(false)
    }
  }

  return (
    <div className="w-full max-w-sm">
      <h1 className="font-semibold text-2xl tracking-tight">{t(`${mode}.title`)}</h1>
      <p className="mt-1.5 text-muted-foreground text-sm leading-6">{t(`${mode}.text`)}</p>
      <form
        onSubmit={(event) => void submit(event)}
        className="mt-6 flex flex-col gap-4"
        data-testid="new-password-form"
      >
        {isOwn && (
          <Field label={t('current-password')}>
            {(control) => (
              <Input
                {...control}
                autoFocus
                name="current"
                type="password"
                required
                autoComplete="current-password"
              />
            )}
          </Field>
        )}
        <Field label={t('new-password')} help={t('password-help')}>
          {(control) => (
            <Input
              {...control}
              autoFocus={!isOwn}
              name="new"
              type="password"
              required
              minLength={shortest}
              maxLength={longest}
              autoComplete="new-password"
            />
          )}
        </Field>
        {error && (
          <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
            {errorText(error)}
          </p>
        )}
        <Button type="submit" disabled={isBusy} className="mt-1">
          {isBusy ? t('busy') : t('set-password')}
        </Button>
        {isOwn && (
          <Button variant="ghost" onClick={() => void signOut()}>
            {t('sign-out')}
          </Button>
        )}
      </form>
    </div>
  )
}

async function signOut() {
  await callApi('POST', '/api/auth/sign-out', {}).catch(() => undefined)
  window.location.assign('/sign-in')
}
