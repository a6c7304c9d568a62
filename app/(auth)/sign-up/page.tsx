import { redirect } from 'next/navigation'
import { AuthForm } from '#components/app/auth-form.tsx'
import { currentUser } from '#lib/server/http/page-session.ts'
import { services } from '#lib/server/services.ts'
import { signUpState } from '#lib/server/settings/sign-up-state.ts'

export default async function SignUpPage() {
  const [user, state] = await Promise.all([currentUser(), signUpState(services())])
  if (user) redirect('/')
  if (!state.signUpOpen) redirect('/sign-in')
  return <AuthForm mode={state.firstAccount ? 'first-account' : 'sign-up'} isSignUpOpen />
}
