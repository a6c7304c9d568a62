import type { Agent, AgentPatch } from '#lib/contracts/agents/agent.ts'
import type { FindingRule, FixKind } from '#lib/contracts/latency/latency.ts'
import type { StageName } from '#lib/contracts/latency/timing.ts'
import type { TurnSample } from './sample.ts'
import type { AnsweredTurn } from './summary.ts'

/** A model's TTFB, measured in turns or by probes. */
export interface MeasuredModel {
  model: string
  p50: number
  samples: number
  source: 'turns' | 'probe'
}

/** The input of all rules. */
export interface DiagnosisInput {
  agent: Agent
  /** The agent's latest ended turns with the current settings, newest first. */
  turns: TurnSample[]
  /** The turns with an answer text. */
  answered: AnsweredTurn[]
  /** Median TTFB, milliseconds. */
  ttfbMs: number
  /** Measured chat models whose latest requests succeeded, fastest first. */
  models: MeasuredModel[]
  /** A model's time for short prompts, milliseconds; undefined if not measured. */
  shortPromptMs: Map<string, number>
}

/** A fix as data; its text is formatted in the reader's language. */
export interface ProposedFix {
  kind: FixKind
  values: Record<string, string | number>
  patch: AgentPatch | null
  /** Computed from measurements; null if there are none to compute it from. */
  expectedTtfbMs: number | null
}

export interface Finding {
  rule: FindingRule
  stage: StageName | null
  /**
   * The reference of the share: the TTFB, the wait by the browser's clock, or the number of turns.
   */
  basis: 'ttfb' | 'wait' | 'turns'
  /** Median TTFB or wait of the turns that the rule used, milliseconds. */
  baseMs: number
  /** 0 to 1. */
  share: number
  /** Cost in a median turn, milliseconds; findings are sorted by it, largest first. */
  costMs: number
  /** Values for the texts of cause and evidence. */
  values: Record<string, string | number>
  /** Best first. */
  fixes: [ProposedFix, ...ProposedFix[]]
}

/** Returns a finding, or null if this cause does not apply. */
export type Rule = (input: DiagnosisInput) => Finding | null
