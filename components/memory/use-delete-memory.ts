'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { ApiError } from '#components/api-client.ts'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { ErrorBody } from '#lib/contracts/app-error.ts'
import { createPendingDeletes, type PendingDeletes } from './pending-deletes.ts'

const undoMs = 6_000

/** Deletes memories with an undo: they are hidden at once and deleted after a delay. */
export function useDeleteMemory(reload: () => Promise<unknown>) {
  const t = useTranslations('memories')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const show = (id: string) => setHidden((ids) => new Set([...ids].filter((other) => other !== id)))

  async function carryOut(id: string) {
    try {
      await sendDelete(id)
      await reload()
    } catch (error) {
      toast.error(errorText(error))
    }
    show(id)
  }
  const latest = useRef(carryOut)
  latest.current = carryOut

  const pending = useRef<PendingDeletes>(null)
  pending.current ??= createPendingDeletes((id) => void latest.current(id), undoMs)

  useEffect(() => {
    const flush = () => pending.current?.flush()
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [])

  function remove(id: string) {
    setHidden((ids) => new Set(ids).add(id))
    pending.current?.add(id)
    toast(t('deleted'), {
      duration: undoMs,
      action: {
        label: common('undo'),
        onClick: () => {
          if (pending.current?.undo(id)) show(id)
        },
      },
    })
  }

  return { hidden, remove }
}

/**
 * Uses `keepalive`, unlike `callApi`, so that the request survives the page. A 404 counts as
 * deleted.
 */
async function sendDelete(id: string): Promise<void> {
  const response = await fetch(`/api/memories/${id}`, { method: 'DELETE', keepalive: true })
  if (response.ok || response.status === 404) return
  throw new ApiError(response.status, (await response.json()) as ErrorBody)
}
