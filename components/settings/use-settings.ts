'use client'

import useSWR from 'swr'
import { callApi, fetchApi } from '#components/api-client.ts'
import type { Settings, SettingsPatch } from '#lib/contracts/settings.ts'

/** The instance's settings. */
export function useSettings() {
  const settings = useSWR<Settings, Error>('/api/settings', fetchApi)
  return {
    ...settings,
    /** @throws ApiError */
    async save(patch: SettingsPatch): Promise<Settings> {
      const saved = await callApi<Settings>('PATCH', '/api/settings', patch)
      await settings.mutate(saved, { revalidate: false })
      return saved
    },
  }
}
