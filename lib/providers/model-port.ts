import type { ReasoningEffort } from '#lib/contracts/agents/agent.ts'
import type { AnswerSource, FinishReason, TokenUsage } from '#lib/contracts/chat/agent-event.ts'
import type { ConnectionUse } from '#lib/contracts/latency/timing.ts'

/** A message of the prompt, in the terms of Chat Completions. */
export type PromptMessage =
  | { role: 'system'; content: string }
  | { role: 'user'; content: string; images?: PromptImage[] }
  | { role: 'assistant'; content: string; toolCalls?: PromptToolCall[]; carried?: Carried }
  | { role: 'tool'; toolCallId: string; content: string }

/** A picture after the text of a user's message. */
export interface PromptImage {
  /** IANA type such as `image/png`; `image/*` where only the URL is known. */
  mediaType: string
  /** A data URL, or a URL that the provider loads. */
  url: string
}

export interface PromptToolCall {
  id: string
  name: string
  /** Arguments as JSON text. */
  arguments: string
}

/**
 * A step's answer in an adapter's own format, with reasoning and signatures. Several vendors
 * require it with the results of the step's tool calls.
 */
export interface Carried {
  /** Provider and model that wrote it; it is sent to no other. */
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
  /** The provider's name of the model. */
  model: string
  messages: PromptMessage[]
  tools?: ToolDefinition[]
  /** The model must answer with text although the prompt holds tool calls. */
  toolChoice?: 'none'
  temperature?: number
  maxOutputTokens?: number
  reasoningEffort?: ReasoningEffort
  /** Fields that are copied into the provider's request unchanged. */
  extraBody?: Record<string, unknown>
  /** Whether an answer without text is valid, for instance when an earlier step had text. */
  mayBeEmpty?: boolean
  /** Longest time the body may continue after the finish reason, milliseconds. */
  mostGraceMs?: number
  /** Time that earlier steps of the turn used of the total deadline, milliseconds. */
  spentMs?: number
}

/**
 * Why a request failed. `message` is shown to people, quotes the provider and never contains a key.
 */
export interface ModelFailure {
  code: string
  message: string
  retryable: boolean
  /** HTTP status of the provider, if there was a response. */
  status?: number
  /** The provider's `Retry-After`, milliseconds. */
  retryAfterMs?: number
}

/**
 * Events of one answer. `connected` comes first, when the response headers arrive; exactly one
 * `finish` or `error` comes last. When the caller's signal aborts, the stream ends without either,
 * after the deltas that had arrived.
 */
export type ModelEvent =
  | {
      type: 'connected'
      /** Number of requests, when more than one was needed. */
      attempts?: number
      connection?: ConnectionUse
      /** What the request left out, because an earlier request showed that the model refuses it. */
      without?: 'tools'
    }
  | {
      type: 'text-delta' | 'reasoning-delta'
      delta: string
      /** Number of the provider's deltas in this one, when more than one. */
      chunks?: number
    }
  | {
      /**
       * All earlier deltas of the other kind belong to this kind. Text is then sent again as
       * deltas.
       */
      type: 'relabelled'
      as: 'text' | 'reasoning'
    }
  | {
      /** A page that the answer cites, in the order of the provider's numbers. */
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
      /** Accompanies tool calls, for the prompt of the next step. */
      type: 'carried'
      carried: Carried
    }
  | {
      /** The model is writing a tool's arguments: progress without visible output. */
      type: 'tool-input'
    }
  | {
      type: 'tool-call'
      id: string
      name: string
      /** Parsed arguments; undefined when `inputError` holds the reason why they are unreadable. */
      input: unknown
      inputError?: string
    }
  | {
      type: 'finish'
      reason: FinishReason
      usage: TokenUsage
      /** The provider's reason for a refusal or an early end. */
      words?: string
    }
  | { type: 'error'; failure: ModelFailure }

/** Streams one answer. Never throws; failures are events. */
export type StreamModel = (request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelEvent>
