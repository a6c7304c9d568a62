import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { PageTexts } from '#app/page-texts.tsx'
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
    <PageTexts of={['common', 'settings', 'audit']}>
      <div className="h-full overflow-y-auto">
        <div className="mx-auto flex min-h-full w-full max-w-5xl flex-col gap-5 px-4 pt-5 md:px-8 md:pt-10 lg:flex-row lg:gap-10">
          <div className="shrink-0 lg:sticky lg:top-10 lg:w-44 lg:self-start">
            <h1 className="mb-3 px-3 font-semibold text-base tracking-tight max-lg:sr-only">
              {t('title')}
            </h1>
            <SettingsNav />
          </div>
          <div className="min-w-0 flex-1 pb-[max(2.5rem,env(safe-area-inset-bottom))]">
            {children}
          </div>
        </div>
      </div>
    </PageTexts>
  )
}
