'use client'

import { ChevronDown, LayoutGrid } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAgentText } from '#components/agents/agent-text.ts'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/empty-state.tsx'
import {
  Menu,
  MenuItem,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from '#components/ui/menu.tsx'
import type { ChatAgent } from '#lib/contracts/agents/agent.ts'
import { firstModels } from '#lib/contracts/agents/agent-models.ts'
import { formatMs } from '#lib/contracts/latency/format-ms.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'
import { hasSimulated, ModelName } from '../model-name.tsx'

/** Chooses the agent and shows each agent's usual TTFB. */
export function AgentPicker({
  agents,
  models,
  selected,
  isLoading,
  onSelect,
}: {
  agents: ChatAgent[]
  models: ModelInfo[] | undefined
  selected: ChatAgent | undefined
  isLoading: boolean
  onSelect: (id: string) => void
}) {
  const t = useTranslations('chat')
  const textOf = useAgentText()
  const router = useRouter()
  // An agent with automatic routing shows its fast model's TTFB, since most messages go to that
  // model.
  const ttfbOf = (agent: ChatAgent) => models?.find(({ id }) => id === firstModels(agent)[0])?.ttfb
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="sm" data-testid="agent-picker" title={t('choose-agent')}>
          {isLoading ? (
            <Skeleton className="h-3.5 w-14" />
          ) : (
            <span className="max-w-40 truncate">
              {selected ? textOf(selected).name : t('no-agent')}
            </span>
          )}
          <ChevronDown className="text-muted-foreground" />
        </Button>
      }
    >
      <MenuRadioGroup value={selected?.id ?? ''} onValueChange={onSelect}>
        {agents.map((agent) => {
          const ttfb = ttfbOf(agent)
          const { name, description } = textOf(agent)
          return (
            <MenuRadioItem key={agent.id} value={agent.id} className="items-start py-2">
              <span className="block font-medium">{name}</span>
              {description && (
                <span className="block text-muted-foreground text-xs leading-4">{description}</span>
              )}
              <span className="mt-1 flex items-center gap-2 text-muted-foreground text-xs">
                <ModelName
                  id={
                    agent.routing
                      ? t('auto', { fast: agent.routing.fastModel, deep: agent.routing.deepModel })
                      : agent.model
                  }
                  isSimulated={hasSimulated(models, agent)}
                />
                {ttfb && <span className="whitespace-nowrap">~{formatMs(ttfb.p50)}</span>}
              </span>
            </MenuRadioItem>
          )
        })}
      </MenuRadioGroup>
      <MenuSeparator />
      <MenuItem onSelect={() => router.push('/agents')}>
        <LayoutGrid /> {t('gallery.open')}
      </MenuItem>
    </Menu>
  )
}
