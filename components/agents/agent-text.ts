'use client'

import { useTranslations } from 'next-intl'
import type { ChatAgent } from '#lib/contracts/agents/agent.ts'
import { firstAgents } from '#lib/contracts/agents/first-agents.ts'

type AgentText = Pick<ChatAgent, 'name' | 'description'>

/**
 * An agent's name and description. Those of the agents that Lumos made at its first start are in
 * the reader's language, until an admin changes them.
 */
export function useAgentText(): (agent: AgentText) => AgentText {
  const t = useTranslations('chat.first-agents')
  return ({ name, description }) => {
    const made = firstAgents.find((agent) => agent.description === description)
    if (!made) return { name, description }
    return {
      name: name === made.name ? t(`${made.key}.name`) : name,
      description: t(`${made.key}.description`),
    }
  }
}
