'use client'

import { useTranslations } from 'next-intl'
import { AlertDialog } from 'radix-ui'
import { Button } from './button.tsx'
import { useFocusReturn } from './use-focus-return.ts'

export interface Question {
  title: string
  description: string
  action: string
}

/** Asks the question; null is closed. */
export function ConfirmDialog({
  question,
  onAnswer,
}: {
  question: Question | null
  onAnswer: (yes: boolean) => void
}) {
  const t = useTranslations('common')
  const focusReturn = useFocusReturn()
  return (
    <AlertDialog.Root
      open={question !== null}
      onOpenChange={(isOpen) => !isOpen && onAnswer(false)}
    >
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-50 bg-black/40" />
        <AlertDialog.Content
          {...focusReturn}
          className="animate-in fixed top-1/2 left-1/2 z-50 w-[min(26rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-lg border bg-background p-5 shadow-xl"
        >
          <AlertDialog.Title className="font-semibold">{question?.title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-muted-foreground text-sm leading-6">
            {question?.description}
          </AlertDialog.Description>
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button variant="outline">{t('cancel')}</Button>
            </AlertDialog.Cancel>
            <Button variant="danger" onClick={() => onAnswer(true)} data-testid="confirm">
              {question?.action}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
