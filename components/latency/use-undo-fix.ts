'use client'

import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { useSWRConfig } from 'swr'
import { callApi } from '#components/api-client.ts'
import { useErrorText } from '#components/use-error-text.ts'

/** Reads findings, fixes and agents again, after one of them was changed. */
export function useRefreshFindings(): () => Promise<unknown> {
  const { mutate } = useSWRConfig()
  return () => mutate((key) => typeof key === 'string' && /^\/api\/(latency|agents)/.test(key))
}

/**
 * Takes a fix back and says so. The toast that offers it is the same in which that is said, so that
 * no second offer stays, wherever the fix was undone.
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
