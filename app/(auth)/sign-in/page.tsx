import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { AuthForm } from '#components/app/auth-form.tsx'
import { returnPath } from '#lib/contracts/account/return-path.ts'
import { signedOutReasonSchema } from '#lib/contracts/account/signed-out.ts'
import { currentUser } from '#lib/server/http/page-session.ts'
import { services } from '#lib/server/services.ts'
import { signUpState } from '#lib/server/settings/sign-up-state.ts'
import { type AuthQuery, single } from '../auth-query.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth')
  return { title: t('sign-in.title') }
}

export default async function SignInPage({ searchParams }: { searchParams: AuthQuery }) {
  const [user, state, query] = await Promise.all([
    currentUser(),
    signUpState(services()),
    searchParams,
  ])
  const next = returnPath(single(query.next))
  if (user) redirect(next)
  if (state.firstAccount) redirect('/sign-up')
  return (
    <AuthForm
      mode="sign-in"
      isSignUpOpen={state.signUpOpen}
      next={next === '/' ? undefined : next}
      reason={signedOutReasonSchema.safeParse(single(query.reason)).data}
    />
  )
}
