'use client'

import useSWR from 'swr'
import { callApi, fetchApi } from '#components/api-client.ts'
import type { AccountPatch, OwnAccount } from '#lib/contracts/account/account.ts'

/** The user's own settings. */
export function useAccount() {
  const account = useSWR<OwnAccount, Error>('/api/account', fetchApi)
  return {
    ...account,
    /** @throws ApiError */
    async save(patch: AccountPatch): Promise<OwnAccount> {
      const saved = await callApi<OwnAccount>('PATCH', '/api/account', patch)
      await account.mutate(saved, { revalidate: false })
      return saved
    },
  }
}
