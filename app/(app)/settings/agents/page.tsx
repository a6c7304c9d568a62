import { AgentList } from '#components/settings/agents/agent-list.tsx'
import { requireAdmin } from '#lib/server/http/page-session.ts'

export default async function AgentsPage() {
  await requireAdmin()
  return <AgentList />
}
