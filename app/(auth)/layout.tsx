import type { ReactNode } from 'react'
import { PageTexts } from '#app/page-texts.tsx'
import { LocaleSwitch } from '#components/app/locale-switch.tsx'
import { Logo } from '#components/app/logo.tsx'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col px-5 pt-5 pb-10">
      <div className="flex items-center gap-2.5 font-semibold">
        <Logo /> Lumos
        <span className="flex-1" />
        <LocaleSwitch />
      </div>
      <div className="flex flex-1 items-center justify-center py-10">
        <PageTexts of={['common', 'auth']}>{children}</PageTexts>
      </div>
    </main>
  )
}
