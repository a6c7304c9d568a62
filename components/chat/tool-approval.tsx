'use client'

import { Check, CheckCheck, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { ApprovalDecision } from './message-actions.ts'

/** Asks whether a tool may be called. Calls of Lumos's own tools are approved one by one. */
export function ToolApproval({
  toolName,
  server,
  onDecide,
}: {
  toolName: string
  server: string | undefined
  onDecide: (decision: ApprovalDecision) => void
}) {
  const t = useTranslations('answer.approval')
  const id = useId()
  return (
    <fieldset
      className="only-last border-t bg-muted/60 px-3 py-3 last:rounded-b-md"
      aria-labelledby={id}
      data-testid="tool-approval"
    >
      <p id={id} role="status" className="text-sm leading-6">
        {server
          ? t('question-server', { tool: toolName, server })
          : t('question', { tool: toolName })}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" onClick={() => onDecide('allow')} data-testid="approve">
          <Check aria-hidden /> {t('allow')}
        </Button>
        {server && (
          <Button
            size="sm"
            variant="outline"
            onClick={() => onDecide('allow-in-chat')}
            data-testid="approve-in-chat"
          >
            <CheckCheck aria-hidden /> {t('allow-in-chat')}
          </Button>
        )}
        <Button size="sm" variant="outline" onClick={() => onDecide('deny')} data-testid="deny">
          <X aria-hidden /> {t('deny')}
        </Button>
      </div>
    </fieldset>
  )
}
