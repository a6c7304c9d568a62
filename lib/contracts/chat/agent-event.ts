import type { AttemptStart, Stage, TurnTiming } from '../latency/timing.ts'
import type { RecalledMemory } from '../memory/memory.ts'
import type { TurnMetadata } from './chat.ts'

/** Token counts as the provider reported them; null when it did not. */
export interface TokenUsage {
  inputTokens: number | null
  outputTokens: number | null
  cachedTokens?: number
  /** The cost that the provider reports, US dollars. */
  costUsd?: number
}

/** The MCP server of a tool, and the key that identifies the tool's definition. */
export type ToolOrigin = { server: string; key: string }

/** A page that an answer cites. */
export interface AnswerSource {
  url: string
  title?: string
}

/**
 * How a model's answer ended. `cut-off`: the provider closed the stream without an end mark.
 * `step-limit`: the model still wanted to call tools after its last step. `paused`: the provider
 * expects a further request to continue. `approval`: calls of tools wait for a person's approval.
 */
export type FinishReason =
  | 'stop'
  | 'length'
  | 'content-filter'
  | 'tool-calls'
  | 'cut-off'
  | 'step-limit'
  | 'paused'
  | 'approval'

/** One field of the turn's metadata. */
export type MetadataEvent = {
  [K in keyof TurnMetadata]-?: { type: 'metadata'; key: K; value: Required<TurnMetadata>[K] }
}[keyof TurnMetadata]

/** Events of a tool's call. */
export type ToolEvent =
  | {
      type: 'tool-call-started'
      toolCallId: string
      toolName: string
      input: unknown
      /** For a tool of an MCP server. */
      origin?: ToolOrigin
    }
  | { type: 'tool-approval-requested'; toolCallId: string; approvalId: string }
  | { type: 'tool-approval-answered'; toolCallId: string; approvalId: string; approved: boolean }
  | { type: 'tool-call-denied'; toolCallId: string }
  | { type: 'tool-call-completed'; toolCallId: string; output: unknown }
  | { type: 'tool-call-failed'; toolCallId: string; message: string }

/**
 * All events of a run. Exactly one terminal event (`generation-completed`, `error`,
 * `agent-stopped`) ends every run; failures are events, never exceptions.
 */
export type AgentEvent =
  | {
      type: 'agent-started'
      runId: string
      messageId: string
      agentId: string
      model: string
      /**
       * Server clock, epoch milliseconds: when the request arrived and when this event was written.
       */
      receivedAt: number
      sentAt: number
      /** For a continued answer: characters of its earlier text, which is sent first. */
      prefixChars?: number
    }
  | { type: 'stage'; stage: Stage | { name: Stage['name']; startMs: number; endMs: null } }
  | { type: 'attempt-started'; attempt: AttemptStart }
  | { type: 'text-delta'; delta: string }
  | { type: 'reasoning-delta'; delta: string }
  /**
   * All deltas of the other kind since the latest tool call belong to this kind. Text follows
   * again.
   */
  | { type: 'relabelled'; as: 'text' | 'reasoning' }
  | { type: 'source-found'; source: AnswerSource & { id: string } }
  | { type: 'file-made'; mediaType: string; url: string }
  | ToolEvent
  | { type: 'step-completed'; finishReason: FinishReason; usage: TokenUsage }
  | {
      type: 'memory-updated'
      recalled?: RecalledMemory[]
      saved?: { id: string; text: string }[]
      deleted?: { id: string; text: string }[]
    }
  | MetadataEvent
  | {
      type: 'generation-completed'
      finishReason: FinishReason
      usage: TokenUsage
      timing: TurnTiming
    }
  | { type: 'error'; code: string; message: string; retryable: boolean; timing: TurnTiming }
  | { type: 'agent-stopped'; reason: 'user' | 'shutdown'; timing: TurnTiming }

/** An event that ends a run. */
export type TerminalEvent = Extract<AgentEvent, { timing: unknown }>

export function isTerminal(event: AgentEvent): event is TerminalEvent {
  return 'timing' in event
}
