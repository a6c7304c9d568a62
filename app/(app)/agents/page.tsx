import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageTexts } from '#app/page-texts.tsx'
import { AgentGallery } from '#components/agents/agent-gallery.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('chat.gallery')
  return { title: t('title') }
}

export default function AgentsPage() {
  return (
    <PageTexts of={['common', 'shell', 'chat']}>
      <AgentGallery />
    </PageTexts>
  )
}
