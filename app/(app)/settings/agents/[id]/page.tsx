import { AgentEditor } from '#components/settings/agents/agent-editor.tsx'
import { requireAdmin } from '#lib/server/http/page-session.ts'

export default async function AgentPage({ params }: { params: Promise<{ id: string }> }) {
  await requireAdmin()
  const { id } = await params
  return <AgentEditor id={id} />
}
