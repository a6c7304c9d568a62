import type { ReasoningEffort } from '#lib/contracts/agent.ts'
import type { AnswerSource, FinishReason, TokenUsage } from '#lib/contracts/agent-event.ts'
import type { ConnectionUse } from '#lib/contracts/timing.ts'

/** A message of the prompt, in the words of Chat Completions. */
export type PromptMessage =
  | { role: 'system'; content: string }
  | { role: 'user'; content: string; images?: PromptImage[] }
  | { role: 'assistant'; content: string; toolCalls?: PromptToolCall[]; carried?: Carried }
  | { role: 'tool'; toolCallId: string; content: string }

/** A picture behind the text of a user's message. */
export interface PromptImage {
  /** IANA type such as `image/png`; `image/*` where only the address is known. */
  mediaType: string
  /** A data URL, or an address that the provider loads. */
  url: string
}

export interface PromptToolCall {
  id: string
  name: string
  /** The arguments as JSON text. */
  arguments: string
}

/**
 * An adapter's own form of a step's answer, with reasoning and signatures, which several vendors
 * want back with the results of its tool calls.
 */
export interface Carried {
  /** The provider and model that said it: another one does not take it. */
  maker: string
  value: unknown
}

export interface ToolDefinition {
  name: string
  description: string
  /** JSON Schema of the input. */
  inputSchema: Record<string, unknown>
}

export interface ModelRequest {
  /** The provider's own name of the model. */
  model: string
  messages: PromptMessage[]
  tools?: ToolDefinition[]
  /** The model must answer in words, although the prompt holds tool calls. */
  toolChoice?: 'none'
  temperature?: number
  maxOutputTokens?: number
  reasoningEffort?: ReasoningEffort
  /** Fields that go into the provider's request as they are. */
  extraBody?: Record<string, unknown>
  /** An answer without text is no error, such as behind text of an earlier step. */
  mayBeEmpty?: boolean
  /** How long the body may go on after the finish reason, at most, milliseconds. */
  mostGraceMs?: number
  /** What earlier steps of the same turn took of its total deadline, milliseconds. */
  spentMs?: number
}

/** Why a request failed; `message` is for people, holds the provider's own words and never a key. */
export interface ModelFailure {
  code: string
  message: string
  retryable: boolean
  /** HTTP status of the provider, where there was one. */
  status?: number
  /** The provider's `Retry-After`, milliseconds. */
  retryAfterMs?: number
}

/**
 * What a model says. `connected` comes first (response headers arrived); exactly one `finish` or
 * `error` comes last, unless the caller's signal aborted the stream, which ends it silently, behind
 * deltas that had arrived.
 */
export type ModelEvent =
  | {
      type: 'connected'
      /** Requests that it took, when more than one. */
      attempts?: number
      connection?: ConnectionUse
      /** What the request left out, since the model is known to refuse it. */
      without?: 'tools'
    }
  | {
      type: 'text-delta' | 'reasoning-delta'
      delta: string
      /** Deltas of the provider that came together and are one here, when more than one. */
      chunks?: number
    }
  | {
      /**
       * All deltas of the other kind so far were of this kind. Text follows once more as deltas.
       */
      type: 'relabelled'
      as: 'text' | 'reasoning'
    }
  | {
      /** A page that the answer rests on, in the order of the provider's numbers. */
      type: 'source'
      source: AnswerSource
    }
  | {
      /** A generated image. */
      type: 'file'
      mediaType: string
      /** A data URL. */
      url: string
    }
  | {
      /** Comes with tool calls, for the prompt of the next step. */
      type: 'carried'
      carried: Carried
    }
  | {
      /** The model writes a tool's arguments: nothing to show yet, but a sign of life. */
      type: 'tool-input'
    }
  | {
      type: 'tool-call'
      id: string
      name: string
      /** Parsed arguments; undefined when `inputError` says why they could not be read. */
      input: unknown
      inputError?: string
    }
  | {
      type: 'finish'
      reason: FinishReason
      usage: TokenUsage
      /** Why the provider refused or ended early, in its words. */
      words?: string
    }
  | { type: 'error'; failure: ModelFailure }

/** Streams one answer. Never throws; failures are events. */
export type StreamModel = (request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelEvent>
