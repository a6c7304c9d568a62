import { agentCreateSchema } from '#lib/contracts/agents/agent.ts'
import { firstAgents } from '#lib/contracts/agents/first-agents.ts'
import { toAgentRow } from '../agents/agent-row.ts'
import type { Services } from '../services.ts'

/** Fast models for the first agent, by provider slug. */
const fastModels: Record<string, string> = {
  openai: 'gpt-4.1-mini',
  zhipu: 'glm-4-flash',
  deepseek: 'deepseek-chat',
  anthropic: 'claude-haiku-4-5',
  gemini: 'gemini-2.5-flash',
  openrouter: 'openai/gpt-4.1-mini',
  demo: 'demo-fast',
}

const instructions =
  'You are Lumos, a friendly and precise assistant. Answer in the language of the user. Be brief unless asked for more. Use Markdown where it helps.'

/** Creates the first agents if there are none. */
export async function ensureAgents(services: Pick<Services, 'database'>): Promise<void> {
  const { prisma } = services.database
  if ((await prisma.agent.count()) > 0) return
  const providers = await prisma.provider.findMany({
    include: { models: { where: { kind: 'chat' }, orderBy: { name: 'asc' } } },
    orderBy: { createdAt: 'asc' },
  })
  const provider = providers.find(({ source }) => source !== 'simulator') ?? providers[0]
  const model = provider && (fastModels[provider.slug] ?? provider.models[0]?.name)
  if (!provider || !model) return
  await addAgent(services, {
    ...firstAgents[0],
    model: `${provider.slug}/${model}`,
  })
  if (provider.source !== 'simulator') return
  await addAgent(services, {
    ...firstAgents[1],
    model: `${provider.slug}/demo-deep`,
  })
}

async function addAgent(
  services: Pick<Services, 'database'>,
  { name, description, model }: { name: string; description: string; model: string },
): Promise<void> {
  const agent = agentCreateSchema.parse({ name, description, model, instructions })
  await services.database.prisma.agent.create({ data: toAgentRow(agent) })
}
