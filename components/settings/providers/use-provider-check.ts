'use client'

import { useState } from 'react'
import { callApi } from '#components/api-client.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { ProviderCheck } from '#lib/contracts/provider.ts'
import { useModels } from '../use-model-catalog.ts'

export type CheckState = 'running' | ProviderCheck

/** Asks providers whether they answer; what came out of it is kept while the page is open. */
export function useProviderCheck() {
  const errorText = useErrorText()
  const { mutate } = useModels()
  const [checks, setChecks] = useState<Record<string, CheckState>>({})

  async function check(id: string): Promise<void> {
    const note = (state: CheckState) => setChecks((all) => ({ ...all, [id]: state }))
    note('running')
    try {
      note(await callApi<ProviderCheck>('POST', `/api/providers/${id}/check`, {}))
      // A check stores the provider's models.
      await mutate()
    } catch (error) {
      note({ ok: false, models: [], connectMs: null, error: errorText(error) })
    }
  }

  return { checks, check }
}
