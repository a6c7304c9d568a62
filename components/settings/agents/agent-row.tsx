'use client'

import { Copy, Pencil, Star, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAgentText } from '#components/agents/agent-text.ts'
import { Badge } from '#components/ui/badge.tsx'
import { MenuItem } from '#components/ui/menu.tsx'
import { toast } from '#components/ui/toast.ts'
import { useErrorText } from '#components/use-error-text.ts'
import type { Agent } from '#lib/contracts/agents/agent.ts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { BreakerBadge } from '../breaker-badge.tsx'
import { RowMenu } from '../row-actions.tsx'
import { SimulatedBadge } from '../simulated-badge.tsx'
import { useSettings } from '../use-settings.ts'
import { useDeleteAgent } from './use-delete-agent.ts'

/** An agent in the list, with its model and that model's TTFB. */
export function AgentRow({
  agent,
  isDefault,
  model,
}: {
  agent: Agent
  isDefault: boolean
  model: ModelInfo | undefined
}) {
  const t = useTranslations('settings.agents')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const router = useRouter()
  const deleteAgent = useDeleteAgent()
  const { save } = useSettings()
  const shown = useAgentText()(agent)
  const href = `/settings/agents/${agent.id}`

  async function makeDefault() {
    try {
      await save({ defaultAgentId: agent.id })
      toast.success(t('madeDefault', { name: agent.name }))
    } catch (error) {
      toast.error(errorText(error))
    }
  }

  return (
    <li className="relative flex items-center gap-3 px-4 py-3.5 first:rounded-t-lg last:rounded-b-lg hover:bg-muted/50">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {/* The link covers the whole row; the menu is stacked above it. */}
          <Link
            href={href}
            prefetch={false}
            className="break-words font-medium text-sm after:absolute after:inset-0"
          >
            {shown.name}
          </Link>
          {isDefault && <Badge>{t('default')}</Badge>}
        </div>
        {shown.description && (
          <p className="mt-0.5 line-clamp-2 text-muted-foreground text-sm">{shown.description}</p>
        )}
        <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground text-xs">
          <span className="break-all">
            {agent.routing
              ? t('auto', { fast: agent.routing.fastModel, deep: agent.routing.deepModel })
              : agent.model}
          </span>
          {model?.simulated && <SimulatedBadge />}
          <BreakerBadge breaker={model?.breaker} />
          {model?.ttfb && <span className="tabular-nums">TTFB {formatMs(model.ttfb.p50)}</span>}
        </p>
      </div>
      <div className="relative">
        <RowMenu label={t('actions', { name: agent.name })}>
          <MenuItem onSelect={() => router.push(href)}>
            <Pencil /> {common('edit')}
          </MenuItem>
          <MenuItem onSelect={() => router.push(`/settings/agents/new?from=${agent.id}`)}>
            <Copy /> {t('duplicate')}
          </MenuItem>
          {!isDefault && (
            <MenuItem onSelect={() => void makeDefault()}>
              <Star /> {t('makeDefault')}
            </MenuItem>
          )}
          <MenuItem onSelect={() => void deleteAgent(agent)}>
            <Trash2 /> {t('delete')}
          </MenuItem>
        </RowMenu>
      </div>
    </li>
  )
}
