'use client'

import { Eye, EyeOff } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { ApiError, callApi } from '#components/api-client.ts'
import { Button, IconButton } from '#components/ui/button.tsx'
import { Field, Input } from '#components/ui/field.tsx'
import { returnPath } from '#lib/contracts/account/return-path.ts'
import type { SignedOutReason } from '#lib/contracts/account/signed-out.ts'
import { useAuthErrorText } from './use-auth-error-text.ts'

type Problem = 'required' | 'email' | 'short'

/** The field's error by the browser's own validation, as a key for Lumos' texts. */
function problemOf({ validity }: HTMLInputElement): Problem | null {
  if (validity.valueMissing) return 'required'
  if (validity.typeMismatch) return 'email'
  return validity.tooShort ? 'short' : null
}

type Mode = 'sign-in' | 'sign-up' | 'first-account'

interface AuthFormProps {
  mode: Mode
  isSignUpOpen: boolean
  /** Whether a setup code is required: for the first account when Lumos is reachable by others. */
  needsSetupCode?: boolean
  /** The address to open after signing in. */
  next?: string | undefined
  /** Why the previous session ended. */
  reason?: SignedOutReason | undefined
}

/** Signs in, signs up, or creates the admin's account at the first start. */
export function AuthForm({
  mode,
  isSignUpOpen,
  needsSetupCode = false,
  next,
  reason,
}: AuthFormProps) {
  const t = useTranslations('auth')
  const errorText = useAuthErrorText()
  const [error, setError] = useState<ApiError | null>(null)
  const [problems, setProblems] = useState<Record<string, Problem>>({})
  const [isBusy, setIsBusy] = useState(false)
  const [isVisible, setIsVisible] = useState(false)
  const isNew = mode !== 'sign-in'

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const wrong = [...form.querySelectorAll('input')].flatMap((input) => {
      const problem = problemOf(input)
      return problem ? [{ input, problem }] : []
    })
    setProblems(Object.fromEntries(wrong.map(({ input, problem }) => [input.name, problem])))
    wrong[0]?.input.focus()
    if (wrong.length > 0) return
    const fields = Object.fromEntries(new FormData(form))
    setIsBusy(true)
    setError(null)
    try {
      await callApi('POST', `/api/auth/${isNew ? 'sign-up' : 'sign-in'}/email`, fields)
      // A full page load drops everything that was rendered without a user.
      window.location.assign(returnPath(next))
    } catch (cause) {
      setError(cause instanceof ApiError ? cause : new ApiError(0, {}))
      setIsBusy(false)
    }
  }

  const problem = (name: string) => {
    const found = problems[name]
    return found && t(`problems.${found}`)
  }
  const message = error && errorText(error)
  const query = next ? `?${new URLSearchParams({ next })}` : ''
  return (
    <div className="w-full max-w-sm">
      <h1 className="font-semibold text-2xl tracking-tight">{t(`${mode}.title`)}</h1>
      <p className="mt-1.5 text-muted-foreground text-sm leading-6">{t(`${mode}.text`)}</p>
      {reason && reason !== 'signed-out' && (
        <p
          role="status"
          data-testid="signed-out-reason"
          className="mt-5 rounded-md bg-muted px-3 py-2 text-sm leading-6"
        >
          {t(`reasons.${reason}`)}
        </p>
      )}
      <form
        noValidate
        onSubmit={submit}
        className="mt-6 flex flex-col gap-4"
        data-testid="auth-form"
      >
        {isNew && (
          <Field label={t('name')} error={problem('name')}>
            {(props) => (
              <Input
                {...props}
                autoFocus
                name="name"
                required
                autoComplete="name"
                maxLength={100}
              />
            )}
          </Field>
        )}
        <Field label={t('email')} error={problem('email')}>
          {(props) => (
            <Input
              {...props}
              autoFocus={!isNew}
              name="email"
              type="email"
              required
              autoComplete="email"
              inputMode="email"
            />
          )}
        </Field>
        <Field
          label={t('password')}
          help={isNew ? t('password-help') : undefined}
          error={problem('password')}
        >
          {(props) => (
            <div className="relative">
              <Input
                {...props}
                name="password"
                type={isVisible ? 'text' : 'password'}
                required
                minLength={isNew ? 8 : 1}
                maxLength={128}
                className="pr-11"
                autoComplete={isNew ? 'new-password' : 'current-password'}
              />
              <IconButton
                label={isVisible ? t('hide-password') : t('show-password')}
                className="absolute top-1 right-1"
                onClick={() => setIsVisible(!isVisible)}
              >
                {isVisible ? <EyeOff /> : <Eye />}
              </IconButton>
            </div>
          )}
        </Field>
        {needsSetupCode && (
          <Field label={t('setup-code')} help={t('setup-code-help')} error={problem('setupCode')}>
            {(props) => (
              <Input
                {...props}
                name="setupCode"
                required
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                maxLength={40}
                className="font-mono"
              />
            )}
          </Field>
        )}
        {message && (
          <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
            {message}
          </p>
        )}
        <Button type="submit" disabled={isBusy} className="mt-1">
          {isBusy ? t('busy') : t(`${mode}.action`)}
        </Button>
      </form>
      {mode === 'sign-in' && (
        <p className="mt-6 text-center text-muted-foreground text-sm">{t('forgotten')}</p>
      )}
      {mode === 'sign-in' && isSignUpOpen && (
        <p className="mt-6 text-center text-muted-foreground text-sm">
          <Link href={`/sign-up${query}`} className="underline underline-offset-4">
            {t('to-sign-up')}
          </Link>
        </p>
      )}
      {mode === 'sign-up' && (
        <p className="mt-6 text-center text-muted-foreground text-sm">
          <Link href={`/sign-in${query}`} className="underline underline-offset-4">
            {t('to-sign-in')}
          </Link>
        </p>
      )}
    </div>
  )
}
