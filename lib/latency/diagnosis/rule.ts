import type { Agent, AgentPatch } from '#lib/contracts/agent.ts'
import type { FindingRule, FixKind } from '#lib/contracts/latency.ts'
import type { StageName } from '#lib/contracts/timing.ts'
import type { TurnSample } from './sample.ts'
import type { AnsweredTurn } from './summary.ts'

/** A model's TTFB, as measured in turns or by probes. */
export interface MeasuredModel {
  model: string
  p50: number
  samples: number
  source: 'turns' | 'probe'
}

/** What a rule judges by. */
export interface DiagnosisInput {
  agent: Agent
  /** The agent's latest ended turns with its settings as they are, newest first. */
  turns: TurnSample[]
  /** Those with an answer text. */
  answered: AnsweredTurn[]
  /** Median TTFB, milliseconds. */
  ttfbMs: number
  /** Chat models that were measured and whose last tries answered, fastest first. */
  models: MeasuredModel[]
  /** How long a model takes for short prompts, milliseconds; undefined where that was not measured. */
  shortPromptMs: Map<string, number>
}

/** A change in facts: its words are made in the reader's language. */
export interface ProposedFix {
  kind: FixKind
  values: Record<string, string | number>
  patch: AgentPatch | null
  /** From measured figures; null where nothing was measured that tells. */
  expectedTtfbMs: number | null
}

export interface Finding {
  rule: FindingRule
  stage: StageName | null
  /** What the share is of: the TTFB, the wait by the browser's clock, or the number of turns. */
  basis: 'ttfb' | 'wait' | 'turns'
  /** Median TTFB or wait of the turns that the rule judged by, milliseconds. */
  baseMs: number
  /** 0 to 1. */
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
