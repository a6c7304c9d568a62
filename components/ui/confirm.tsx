'use client'

import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import type { Question } from './confirm-dialog.tsx'
import { onDemand } from './on-demand.ts'
import { useOnDemand } from './use-on-demand.ts'

const dialog = onDemand(() => import('./confirm-dialog.tsx'))

type Ask = (question: Question) => Promise<boolean>

const ConfirmContext = createContext<Ask | null>(null)

/** Asks for a confirmation before data is lost. */
export function useConfirm(): Ask {
  const ask = useContext(ConfirmContext)
  if (!ask) throw new Error('useConfirm needs a ConfirmProvider.')
  return ask
}

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<{ question: Question; answer: (yes: boolean) => void } | null>(
    null,
  )
  const [isUsed, setIsUsed] = useState(false)
  const loaded = useOnDemand(dialog, isUsed)
  const ask = useCallback<Ask>(
    (question) =>
      new Promise((answer) => {
        setIsUsed(true)
        setOpen({ question, answer })
      }),
    [],
  )
  const close = (yes: boolean) => {
    open?.answer(yes)
    setOpen(null)
  }
  return (
    <ConfirmContext value={ask}>
      {children}
      {loaded && <loaded.ConfirmDialog question={open?.question ?? null} onAnswer={close} />}
    </ConfirmContext>
  )
}
