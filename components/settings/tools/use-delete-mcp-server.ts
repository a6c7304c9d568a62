'use client'

import { useTranslations } from 'next-intl'
import { callApi } from '#components/api-client.ts'
import { useConfirm } from '#components/ui/confirm.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { McpServer } from '#lib/contracts/agents/mcp-server.ts'
import { useAgents } from '../use-model-catalog.ts'
import { useMcpServers } from './use-mcp-servers.ts'

/** Deletes a server after a question that says how many agents use it. */
export function useDeleteMcpServer(): (server: McpServer) => Promise<void> {
  const t = useTranslations('settings.mcp')
  const errorText = useErrorText()
  const ask = useConfirm()
  const agents = useAgents()
  const servers = useMcpServers()

  return async ({ id, name }) => {
    try {
      const fresh = (await agents.mutate()) ?? agents.data
      const count = fresh?.items.filter(({ mcpServers }) => mcpServers.includes(id)).length ?? 0
      const isSure = await ask({
        title: t('deleteTitle', { name }),
        description: t('deleteText', { count }),
        action: t('delete'),
      })
      if (!isSure) return
      await callApi('DELETE', `/api/mcp-servers/${id}`)
      toast.success(t('deleted', { name }))
      await Promise.all([servers.mutate(), agents.mutate()])
    } catch (error) {
      toast.error(errorText(error))
    }
  }
}
