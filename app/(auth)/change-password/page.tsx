import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { NewPasswordForm } from '#components/app/new-password-form.tsx'
import { returnPath } from '#lib/contracts/account/return-path.ts'
import { currentUser } from '#lib/server/http/page-session.ts'
import { type AuthQuery, single } from '../auth-query.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth')
  return { title: t('own-password.title') }
}

/** Where somebody who signed in with a handed-on password chooses their own. */
export default async function ChangePasswordPage({ searchParams }: { searchParams: AuthQuery }) {
  const [user, query] = await Promise.all([currentUser(), searchParams])
  const next = returnPath(single(query.next))
  if (!user) redirect('/sign-in')
  if (!user.mustChangePassword) redirect(next)
  return <NewPasswordForm mode="own-password" next={next} />
}
