'use client'

import { useTranslations } from 'next-intl'
import { AlertDialog } from 'radix-ui'
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { Button } from './button.tsx'
import { useFocusReturn } from './use-focus-return.ts'

export interface Question {
  title: string
  description: string
  action: string
}
type Ask = (question: Question) => Promise<boolean>

const ConfirmContext = createContext<Ask | null>(null)

/** Asks for a confirmation before data is lost. */
export function useConfirm(): Ask {
  const ask = useContext(ConfirmContext)
  if (!ask) throw new Error('useConfirm needs a ConfirmProvider.')
  return ask
}

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('common')
  const focusReturn = useFocusReturn()
  const [open, setOpen] = useState<{ question: Question; answer: (yes: boolean) => void } | null>(
    null,
  )
  const ask = useCallback<Ask>(
    (question) => new Promise((answer) => setOpen({ question, answer })),
    [],
  )
  const close = (yes: boolean) => {
    open?.answer(yes)
    setOpen(null)
  }
  return (
    <ConfirmContext value={ask}>
      {children}
      <AlertDialog.Root open={open !== null} onOpenChange={(isOpen) => !isOpen && close(false)}>
        <AlertDialog.Portal>
          <AlertDialog.Overlay className="fixed inset-0 z-50 bg-black/40" />
          <AlertDialog.Content
            {...focusReturn}
            className="animate-in fixed top-1/2 left-1/2 z-50 w-[min(26rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-lg border bg-background p-5 shadow-xl"
          >
            <AlertDialog.Title className="font-semibold">{open?.question.title}</AlertDialog.Title>
            <AlertDialog.Description className="mt-2 text-muted-foreground text-sm leading-6">
              {open?.question.description}
            </AlertDialog.Description>
            <div className="mt-5 flex justify-end gap-2">
              <AlertDialog.Cancel asChild>
                <Button variant="outline">{t('cancel')}</Button>
              </AlertDialog.Cancel>
              <Button variant="danger" onClick={() => close(true)} data-testid="confirm">
                {open?.question.action}
              </Button>
            </div>
          </AlertDialog.Content>
        </AlertDialog.Portal>
      </AlertDialog.Root>
    </ConfirmContext>
  )
}
