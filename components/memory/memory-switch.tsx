'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import useSWR from 'swr'
import { callApi, fetchApi } from '#components/api-client.ts'
import { Switch } from '#components/ui/switch.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'

const path = '/api/memories/settings'

/** Switches memory on or off. Existing memories stay until they are deleted. */
export function MemorySwitch() {
  const t = useTranslations('memories')
  const errorText = useErrorText()
  const id = useId()
  const { data, mutate } = useSWR<{ enabled: boolean }>(path, fetchApi)

  async function change(enabled: boolean) {
    try {
      await mutate(() => callApi('PATCH', path, { enabled }), {
        optimisticData: { enabled },
        rollbackOnError: true,
        revalidate: false,
      })
    } catch (error) {
      toast.error(errorText(error))
    }
  }

  return (
    <div className="mb-6 flex items-start justify-between gap-4 rounded-lg border bg-card px-4 py-3">
      <div>
        <label htmlFor={id} className="font-medium text-sm">
          {t('use')}
        </label>
        <p className="mt-0.5 text-muted-foreground text-sm leading-6">
          {t(data?.enabled === false ? 'useOff' : 'useOn')}
        </p>
      </div>
      <Switch
        id={id}
        checked={data?.enabled ?? true}
        disabled={!data}
        onCheckedChange={(enabled) => void change(enabled)}
        data-testid="memory-switch"
      />
    </div>
  )
}
