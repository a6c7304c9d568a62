import { redirect } from 'next/navigation'
import { AuthForm } from '#components/app/auth-form.tsx'
import { currentUser } from '#lib/server/http/page-session.ts'
import { services } from '#lib/server/services.ts'
import { signUpState } from '#lib/server/settings/sign-up-state.ts'

export default async function SignInPage() {
  const [user, state] = await Promise.all([currentUser(), signUpState(services())])
  if (user) redirect('/')
  if (state.firstAccount) redirect('/sign-up')
  return <AuthForm mode="sign-in" isSignUpOpen={state.signUpOpen} />
}
