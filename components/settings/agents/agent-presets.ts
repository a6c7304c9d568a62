import type { AgentCreate, DeadlineSettings } from '#lib/contracts/agents/agent.ts'
import { emptyAgent } from './agent-values.ts'

const balanced = emptyAgent.deadlines

/** Presets of the deadlines for the model's answer. */
export const deadlinePresets: Record<'patient' | 'balanced' | 'strict', DeadlineSettings> = {
  patient: {
    ...balanced,
    connectMs: 60_000,
    firstTokenMs: 600_000,
    betweenTokensMs: 180_000,
    totalMs: 3_600_000,
  },
  balanced,
  strict: {
    ...balanced,
    connectMs: 5_000,
    firstTokenMs: 15_000,
    betweenTokensMs: 15_000,
    totalMs: 180_000,
  },
}

type Preset = Omit<Partial<AgentCreate>, 'name' | 'description' | 'model' | 'instructions'>

/** Presets of an agent's settings; they leave name, instructions and model unchanged. */
export const agentPresets: Record<'fast' | 'deep' | 'coding', Preset> = {
  // A short prompt and little recall shorten the time before the model's first token.
  fast: {
    temperature: 0.5,
    maxOutputTokens: 1_000,
    historyLimit: 20,
    prompt: { budgetTokens: 6_000, summarise: true },
    ttfbBudgetMs: 1_500,
    memory: { enabled: true, limit: 3, deadlineMs: 100, budgetTokens: 300 },
    deadlines: deadlinePresets.strict,
  },
  deep: {
    temperature: null,
    maxOutputTokens: null,
    historyLimit: 100,
    prompt: { budgetTokens: 32_000, summarise: true },
    ttfbBudgetMs: null,
    memory: { enabled: true, limit: 8, deadlineMs: 400, budgetTokens: 1_000 },
    deadlines: deadlinePresets.patient,
  },
  coding: {
    temperature: 0.2,
    maxOutputTokens: 16_000,
    historyLimit: 100,
    prompt: { budgetTokens: 48_000, summarise: true },
    ttfbBudgetMs: null,
    memory: { enabled: true, limit: 3, deadlineMs: 150, budgetTokens: 300 },
    deadlines: balanced,
  },
}

export type AgentPresetName = keyof typeof agentPresets
