import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NewPasswordForm } from '#components/app/new-password-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth')
  return { title: t('reset-password.title') }
}

/** Where a reset link leads: the token stands behind its `#`. */
export default function ResetPasswordPage() {
  return <NewPasswordForm mode="reset-password" next="/sign-in" />
}
