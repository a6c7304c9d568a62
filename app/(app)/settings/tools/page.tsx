import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { McpServerList } from '#components/settings/tools/mcp-server-list.tsx'
import { WebSearchSection } from '#components/settings/tools/web-search-section.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings.nav')
  return { title: t('tools') }
}

export default function ToolsPage() {
  return (
    <>
      <McpServerList />
      <WebSearchSection />
    </>
  )
}
