import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { SettingsNav } from '#components/settings/settings-nav.tsx'
import { requireAdmin } from '#lib/server/http/page-session.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('title') }
}

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  await requireAdmin()
  const t = await getTranslations('settings')
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex min-h-full w-full max-w-5xl flex-col gap-5 px-4 pt-5 md:flex-row md:gap-10 md:px-8 md:pt-10">
        <div className="shrink-0 md:sticky md:top-10 md:w-44 md:self-start">
          <h1 className="mb-3 px-3 font-semibold text-base tracking-tight max-md:sr-only">
            {t('title')}
          </h1>
          <SettingsNav />
        </div>
        <div className="min-w-0 flex-1 pb-[max(2.5rem,env(safe-area-inset-bottom))]">
          {children}
        </div>
      </div>
    </div>
  )
}
