'use client'

import { useTranslations } from 'next-intl'
import { callApi } from '#components/api-client.ts'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { AppliedFix, Finding, Fix, FixRequest } from '#lib/contracts/latency/latency.ts'
import { useRefreshFindings, useUndoFix } from './use-undo-fix.ts'

const toastMs = 10_000

/**
 * Applies a fix exactly as shown, reports the result and offers to undo it. The findings are
 * reloaded afterwards, also when the server refuses (`finding-gone`, or a model did not answer).
 */
export function useApplyFix() {
  const t = useTranslations('latency.findings')
  const errorText = useErrorText()
  const refresh = useRefreshFindings()
  const undo = useUndoFix()
  return async ({ agentId, rule }: Finding, { kind, patch }: Fix) => {
    try {
      const body: FixRequest = { agentId, rule, kind, patch }
      const { id, label } = await callApi<AppliedFix>('POST', '/api/latency/fixes', body)
      toast.success(t('applied', { label }), {
        id,
        action: { label: t('undo'), onClick: () => void undo(id) },
        duration: toastMs,
      })
    } catch (error) {
      toast.error(errorText(error), { duration: toastMs })
    }
    await refresh()
  }
}
