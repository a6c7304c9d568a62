'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { callApi } from '#components/api-client.ts'
import { useConfirm } from '#components/ui/confirm.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { Provider } from '#lib/contracts/models/provider.ts'
import { useAgents, useModels, useProviders } from '../use-model-catalog.ts'
import { agentsOfProvider } from './provider-users.ts'

/** Deletes a provider after a confirmation. If agents use its models, it names them instead. */
export function useDeleteProvider(): (provider: Provider) => Promise<void> {
  const t = useTranslations('settings.providers')
  const format = useFormatter()
  const errorText = useErrorText()
  const ask = useConfirm()
  const agents = useAgents()
  const providers = useProviders()
  const models = useModels()

  return async ({ id, slug, name }) => {
    try {
      // Reloaded, because another admin may have assigned one of its models meanwhile.
      const fresh = (await agents.mutate()) ?? agents.data
      const users = agentsOfProvider(fresh?.items ?? [], slug)
      if (users.length > 0) {
        const names = format.list(users.map((agent) => agent.name))
        toast.error(t('inUse', { name, agents: names }))
        return
      }
      const isSure = await ask({
        title: t('deleteTitle', { name }),
        description: t('deleteText'),
        action: t('delete'),
      })
      if (!isSure) return
      await callApi('DELETE', `/api/providers/${id}`)
      toast.success(t('deleted', { name }))
      await Promise.all([providers.mutate(), models.mutate()])
    } catch (error) {
      toast.error(errorText(error))
    }
  }
}
