'use client'

import { ChevronRight, Wrench } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { LumosMessage } from '#lib/contracts/chat.ts'
import { formatMs } from '#lib/contracts/format-ms.ts'

type ToolPart = Extract<LumosMessage['parts'][number], { type: 'dynamic-tool' }>

/** A tool call of the agent: one line with its duration, and its input and output below. */
export function ToolCall({ part, ms }: { part: ToolPart; ms: number | undefined }) {
  const t = useTranslations('chat')
  const a = useTranslations('answer')
  const isFailed = part.state === 'output-error'
  const isDone = part.state === 'output-available'
  const state = t(isFailed ? 'tool-failed' : isDone ? 'tool-done' : 'tool-running')
  const result = isFailed ? part.errorText : isDone ? part.output : undefined
  return (
    <details className="group my-3 rounded-md border text-sm" data-testid="tool-call">
      <summary className="flex min-h-10 list-none items-center gap-2 px-3 py-2 text-muted-foreground hover:text-foreground">
        <ChevronRight
          className="size-4 shrink-0 transition-transform group-open:rotate-90"
          aria-hidden
        />
        <Wrench className="size-3.5 shrink-0" aria-hidden />
        <span className="min-w-0 truncate font-mono text-xs">{part.toolName}</span>
        <span className={isFailed ? 'text-danger text-xs' : 'text-xs'}>{state}</span>
        {ms !== undefined && <span className="ml-auto text-xs tabular-nums">{formatMs(ms)}</span>}
      </summary>
      <div className="space-y-2 border-t px-3 py-2">
        <Value label={a('tool-input')} value={part.input} />
        {result !== undefined && (
          <Value label={a(isFailed ? 'tool-error' : 'tool-output')} value={result} />
        )}
      </div>
    </details>
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
