import type { Agent, AgentPatch } from '#lib/contracts/agent.ts'
import type { FindingRule, FixKind } from '#lib/contracts/latency.ts'
import type { StageName } from '#lib/contracts/timing.ts'
import type { TurnSample } from './sample.ts'
import type { AnsweredTurn } from './summary.ts'

/** A model's first tokens, as measured in turns or by probes. */
export interface MeasuredModel {
  model: string
  p50: number
  samples: number
  source: 'turns' | 'probe'
}

/** What a rule judges by. */
export interface DiagnosisInput {
  agent: Agent
  /** The agent's latest ended turns, with its settings as they are. */
  turns: TurnSample[]
  /** Those with a first token. */
  answered: AnsweredTurn[]
  /** Median first token, milliseconds. */
  ttfbMs: number
  /** Chat models that were measured, fastest first; without those that fail. */
  models: MeasuredModel[]
}

/** A change in facts: its words are made in the reader's language. */
export interface ProposedFix {
  kind: FixKind
  values: Record<string, string | number>
  patch: AgentPatch | null
  expectedTtfbMs: number | null
}

export interface Finding {
  rule: FindingRule
  stage: StageName | null
  /** Of the wait, 0 to 1. */
  share: number
  /** Milliseconds of a median turn that this costs; the worst comes first. */
  costMs: number
  /** For the words of cause and evidence. */
  values: Record<string, string | number>
  /** Best first. */
  fixes: [ProposedFix, ...ProposedFix[]]
}

/** Finds one cause of waiting, or that it is none. */
export type Rule = (input: DiagnosisInput) => Finding | null
