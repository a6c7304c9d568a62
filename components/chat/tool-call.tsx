'use client'

import { ChevronRight, Wrench } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { ApprovalDecision } from './message-actions.ts'
import { ToolApproval } from './tool-approval.tsx'

type ToolPart = Extract<LumosMessage['parts'][number], { type: 'dynamic-tool' }>

const stateTexts = {
  'input-streaming': 'tool-running',
  'input-available': 'tool-running',
  'approval-requested': 'tool-waits',
  'approval-responded': 'tool-running',
  'output-available': 'tool-done',
  'output-error': 'tool-failed',
  'output-denied': 'tool-denied',
} as const

/**
 * A tool call of the agent: one line with its duration, its input and output below. A call that
 * waits for approval shows its input, and asks.
 */
export function ToolCall({
  part,
  ms,
  onDecide,
}: {
  part: ToolPart
  ms: number | undefined
  onDecide: (approvalId: string, decision: ApprovalDecision) => void
}) {
  const t = useTranslations('chat')
  const a = useTranslations('answer')
  const isFailed = part.state === 'output-error'
  const isWaiting = part.state === 'approval-requested'
  const result = isFailed
    ? part.errorText
    : part.state === 'output-available'
      ? part.output
      : undefined
  const server = part.toolMetadata?.server
  return (
    <div className="my-3 rounded-md border text-sm" data-testid="tool-call" data-state={part.state}>
      <details className="group" open={isWaiting || undefined}>
        <summary className="flex min-h-10 list-none items-center gap-2 px-3 py-2 text-muted-foreground hover:text-foreground">
          <ChevronRight
            className="size-4 shrink-0 transition-transform group-open:rotate-90"
            aria-hidden
          />
          <Wrench className="size-3.5 shrink-0" aria-hidden />
          <span className="min-w-0 truncate font-mono text-xs">{part.toolName}</span>
          {typeof server === 'string' && <span className="truncate text-xs">{server}</span>}
          <span className={isFailed ? 'shrink-0 text-danger text-xs' : 'shrink-0 text-xs'}>
            {t(stateTexts[part.state])}
          </span>
          {ms !== undefined && <span className="ml-auto text-xs tabular-nums">{formatMs(ms)}</span>}
        </summary>
        <div className="space-y-2 border-t px-3 py-2">
          <Value label={a('tool-input')} value={part.input} />
          {result !== undefined && (
            <Value label={a(isFailed ? 'tool-error' : 'tool-output')} value={result} />
          )}
        </div>
      </details>
      {isWaiting && (
        <ToolApproval
          toolName={part.toolName}
          server={typeof server === 'string' ? server : undefined}
          onDecide={(decision) => onDecide(part.approval.id, decision)}
        />
      )}
    </div>
  )
}

function Value({ label, value }: { label: string; value: unknown }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return (
    <div>
      <p className="text-muted-foreground text-xs">{label}</p>
      <pre className="mt-0.5 max-h-80 overflow-auto whitespace-pre-wrap break-words font-mono text-xs leading-5">
        {text}
      </pre>
    </div>
  )
}
