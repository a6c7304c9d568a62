'use client'

import { useTranslations } from 'next-intl'
import { callApi } from '#components/api-client.ts'
import { useConfirm } from '#components/ui/confirm.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { Agent } from '#lib/contracts/agents/agent.ts'
import { useAgents } from '../use-model-catalog.ts'

/** Deletes an agent after a confirmation; resolves to whether it was deleted. */
export function useDeleteAgent(): (agent: Agent) => Promise<boolean> {
  const t = useTranslations('settings.agents')
  const errorText = useErrorText()
  const ask = useConfirm()
  const { mutate } = useAgents()
  return async ({ id, name }) => {
    const isSure = await ask({
      title: t('deleteTitle', { name }),
      description: t('deleteText'),
      action: t('delete'),
    })
    if (!isSure) return false
    try {
      await callApi('DELETE', `/api/agents/${id}`)
      toast.success(t('deleted', { name }))
    } catch (error) {
      toast.error(errorText(error))
      return false
    }
    await mutate()
    return true
  }
}
