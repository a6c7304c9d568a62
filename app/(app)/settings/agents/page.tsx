import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageTexts } from '#app/page-texts.tsx'
import { AgentList } from '#components/settings/agents/agent-list.tsx'
import { requireAdmin } from '#lib/server/http/page-session.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.nav')
  return { title: t('agents') }
}

export default async function AgentsPage() {
  await requireAdmin()
  return (
    <PageTexts of={['common', 'settings', 'chat']}>
      <AgentList />
    </PageTexts>
  )
}
