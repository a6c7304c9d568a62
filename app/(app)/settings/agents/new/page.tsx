import { NewAgent } from '#components/settings/agents/new-agent.tsx'
import { requireAdmin } from '#lib/server/http/page-session.ts'

export default async function NewAgentPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  await requireAdmin()
  const { from } = await searchParams
  return <NewAgent copyOf={typeof from === 'string' ? from : undefined} />
}
