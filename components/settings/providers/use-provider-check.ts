'use client'

import { useState } from 'react'
import { callApi } from '#components/api-client.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { ProviderCheck } from '#lib/contracts/models/provider.ts'
import { useModels } from '../use-model-catalog.ts'

export type CheckState = 'running' | ProviderCheck

/** Checks whether providers answer. The results last while the page is open. */
export function useProviderCheck() {
  const errorText = useErrorText()
  const { mutate } = useModels()
  const [checks, setChecks] = useState<Record<string, CheckState>>({})

  async function check(id: string): Promise<void> {
    const note = (state: CheckState) => setChecks((all) => ({ ...all, [id]: state }))
    note('running')
    try {
      note(await callApi<ProviderCheck>('POST', `/api/providers/${id}/check`, {}))
      // The check stored the provider's models, so the list of models is reloaded.
      await mutate()
    } catch (error) {
      note({ ok: false, models: [], connectMs: null, error: errorText(error) })
    }
  }

  return { checks, check }
}
