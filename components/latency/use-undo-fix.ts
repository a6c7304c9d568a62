'use client'

import { useTranslations } from 'next-intl'
import { useSWRConfig } from 'swr'
import { callApi } from '#components/api-client.ts'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'

/** Reloads findings, fixes and agents after one of them was changed. */
export function useRefreshFindings(): () => Promise<unknown> {
  const { mutate } = useSWRConfig()
  return () => mutate((key) => typeof key === 'string' && /^\/api\/(latency|agents)/.test(key))
}

/**
 * Undoes a fix and confirms it. The confirmation replaces the toast that offers the undo, so that
 * no second offer remains.
 */
export function useUndoFix(): (id: string) => Promise<void> {
  const t = useTranslations('latency.findings')
  const errorText = useErrorText()
  const refresh = useRefreshFindings()
  return async (id) => {
    try {
      await callApi('POST', `/api/latency/fixes/${id}/undo`)
      toast.success(t('undone'), { id, action: null })
    } catch (error) {
      toast.error(errorText(error), { id, action: null })
    }
    await refresh()
  }
}
