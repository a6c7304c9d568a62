import type { ReasoningEffort, StreamingSettings } from '#lib/contracts/agents/agent.ts'
import type { TurnTiming } from '#lib/contracts/latency/timing.ts'
import type { StageClock } from '#lib/latency/stage-clock.ts'
import type { PromptMessage, StreamModel, ToolDefinition } from '#lib/providers/model-port.ts'
import type { AttemptLog } from '#lib/providers/wrappers/attempt-log.ts'
import type { Tool } from '#lib/tools/tool.ts'
import type { AnsweredCall } from './answer-approvals.ts'
import type { PromptRecord } from './prompt-print.ts'

/** A turn that is ready to run. */
export interface RunInput {
  turnId: string
  /** `provider/model` of the model that is asked first. */
  model: string
  /** The model that the turn is addressed to, if it is not `model`. */
  requestedModel?: string
  attempts: AttemptLog
  streamModel: StreamModel
  messages: PromptMessage[]
  /**
   * What the model said and got for this message after `messages`: its calls, their results, and
   * what vendors want to have back. The run adds to it.
   */
  steps: PromptMessage[]
  /** The beginning of an answer that is continued; else empty. */
  prefixText: string
  /** Compared with the turn before in the trace. */
  promptRecord?: PromptRecord
  /** Tokens of the prompt that the provider read ahead; recorded in the trace. */
  prefilledTokens?: number
  /** Recorded in the trace. */
  memory?: TurnTiming['memory']
  tools: Tool[]
  /** Calls of the answer so far that a person approved or denied; they come first. */
  answered?: AnsweredCall[]
  /** Addresses of the sources that the answer so far cites. */
  citedUrls?: string[]
  /** Tools that the caller runs itself: the turn ends with their calls. */
  callersTools?: ToolDefinition[]
  temperature?: number
  maxOutputTokens?: number
  reasoningEffort?: ReasoningEffort
  extraBody?: Record<string, unknown>
  /** Whether `streamModel` replays a cached answer; undefined without an answer cache. */
  cache?: 'hit' | 'miss'
  streaming: Pick<StreamingSettings, 'bufferChars' | 'deltaDelayMs'>
  clock: StageClock
}
