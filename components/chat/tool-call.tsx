'use client'

import { Wrench } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { LumosMessage } from '#lib/contracts/chat.ts'

type ToolPart = Extract<LumosMessage['parts'][number], { type: 'dynamic-tool' }>

/** A tool that the agent used: one line, with what went in and came out below. */
export function ToolCall({ part }: { part: ToolPart }) {
  const t = useTranslations('chat')
  const isFailed = part.state === 'output-error'
  const state = isFailed
    ? t('tool-failed')
    : part.state === 'output-available'
      ? t('tool-done')
      : t('tool-running')
  const result = isFailed
    ? part.errorText
    : part.state === 'output-available'
      ? part.output
      : undefined
  return (
    <details className="my-3 rounded-md border px-3 py-2 text-sm">
      <summary className="flex items-center gap-2 text-muted-foreground">
        <Wrench className="size-3.5" aria-hidden />
        <span className="font-mono text-xs">{part.toolName}</span>
        <span className="text-xs">{state}</span>
      </summary>
      <pre className="mt-2 overflow-x-auto whitespace-pre-wrap break-words font-mono text-xs leading-5">
        {JSON.stringify(part.input, null, 2)}
        {result !== undefined &&
          `\n→ ${typeof result === 'string' ? result : JSON.stringify(result, null, 2)}`}
      </pre>
    </details>
  )
}
