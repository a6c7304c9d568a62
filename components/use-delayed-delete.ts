'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import type { ErrorBody } from '#lib/contracts/error-body.ts'
import { ApiError } from './api-client.ts'
import { createPendingDeletes, type PendingDeletes } from './pending-deletes.ts'
import { toast } from './ui/toast.ts'
import { useErrorText } from './use-error-text.ts'

const undoMs = 6_000

/**
 * Deletes things of the API with an undo: they are hidden at once and deleted after a delay.
 * @param path of the list; an item's is this with its id
 * @param text what the toast with the undo says
 */
export function useDelayedDelete(path: string, text: string, reload: () => Promise<unknown>) {
  const common = useTranslations('common')
  const errorText = useErrorText()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const show = (id: string) => setHidden((ids) => new Set([...ids].filter((other) => other !== id)))

  async function carryOut(id: string) {
    try {
      await sendDelete(`${path}/${id}`)
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
    toast(text, {
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
async function sendDelete(path: string): Promise<void> {
  const response = await fetch(path, { method: 'DELETE', keepalive: true })
  if (response.ok || response.status === 404) return
  throw new ApiError(response.status, (await response.json()) as ErrorBody)
}
