'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { hasSimulated } from '#components/chat/model-name.tsx'
import { saveDraft } from '#components/chat/open-chat/drafts.ts'
import { Badge } from '#components/ui/badge.tsx'
import type { ChatAgent } from '#lib/contracts/agents/agent.ts'
import { firstModels } from '#lib/contracts/agents/agent-models.ts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { useAgentText } from './agent-text.ts'

const mostStarters = 3

/** An agent with its description, usual wait and starters; each leads to a new chat with it. */
export function AgentCard({
  agent,
  models,
}: {
  agent: ChatAgent
  models: ModelInfo[] | undefined
}) {
  const t = useTranslations('chat.gallery')
  const common = useTranslations('common')
  const { name, description } = useAgentText()(agent)
  const ttfb = models?.find(({ id }) => id === firstModels(agent)[0])?.ttfb
  const href = `/?agent=${encodeURIComponent(agent.id)}`
  return (
    <li
      className="relative flex flex-col rounded-lg border bg-card p-4 hover:bg-muted/50"
      data-testid="agent-card"
    >
      {/* The link covers the card; the starters are stacked above it. */}
      <Link href={href} className="break-words font-medium after:absolute after:inset-0">
        {name}
      </Link>
      {description && (
        <p className="mt-0.5 line-clamp-3 text-muted-foreground text-sm leading-5">{description}</p>
      )}
      <p className="mt-2 flex flex-wrap items-center gap-2 text-muted-foreground text-xs">
        <span className="tabular-nums">
          {ttfb ? t('wait', { p50: formatMs(ttfb.p50), p95: formatMs(ttfb.p95) }) : t('unmeasured')}
        </span>
        {hasSimulated(models, agent) && <Badge tone="accent">{common('simulated')}</Badge>}
      </p>
      {agent.starters.length > 0 && (
        <ul className="relative mt-3 flex flex-wrap gap-1.5">
          {agent.starters.slice(0, mostStarters).map((starter) => (
            <li key={`${starter.title}\n${starter.text}`}>
              <Link
                href={href}
                onClick={() => saveDraft('new', starter.text)}
                title={starter.text}
                className="block rounded-full border bg-background px-2.5 py-1 text-xs hover:bg-muted"
              >
                {starter.title}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
