'use client'

import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { useSWRConfig } from 'swr'
import { callApi } from '#components/api-client.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { AppliedFix, Finding, Fix, FixRequest } from '#lib/contracts/latency.ts'

/**
 * Applies a fix exactly as it is shown, reports it and offers to undo it. The findings are read again
 * afterwards, also when the server refuses with `finding-gone`.
 */
export function useApplyFix() {
  const t = useTranslations('latency.findings')
  const errorText = useErrorText()
  const { mutate } = useSWRConfig()
  const refresh = () =>
    mutate((key) => typeof key === 'string' && /^\/api\/(latency|agents)/.test(key))

  async function undo(id: string) {
    try {
      await callApi('POST', `/api/latency/fixes/${id}/undo`)
      toast.success(t('undone'))
    } catch (error) {
      toast.error(errorText(error))
    }
    await refresh()
  }
  return async ({ agentId, rule }: Finding, { kind, patch }: Fix) => {
    try {
      const body: FixRequest = { agentId, rule, kind, patch }
      const { id, label } = await callApi<AppliedFix>('POST', '/api/latency/fixes', body)
      toast.success(t('applied', { label }), {
        action: { label: t('undo'), onClick: () => void undo(id) },
        duration: 10_000,
      })
    } catch (error) {
      toast.error(errorText(error))
    }
    await refresh()
  }
}
