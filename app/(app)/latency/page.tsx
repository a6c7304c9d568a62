import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { PageTexts } from '#app/page-texts.tsx'
import { LatencyPage } from '#components/latency/latency-page.tsx'
import { requireAdmin } from '#lib/server/http/page-session.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('latency')
  return { title: t('title') }
}

export default async function Page() {
  await requireAdmin()
  return (
    <PageTexts of={['common', 'latency', 'chat']}>
      <Suspense>
        <LatencyPage />
      </Suspense>
    </PageTexts>
  )
}
