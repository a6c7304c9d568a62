import { streamFailure } from '../failures/failure.ts'
import { providerWords } from '../failures/provider-words.ts'
import type { ModelEvent, ModelFailure } from '../model-port.ts'
import { createChunkTemplates } from './chunk-template.ts'
import {
  type AnswerOptions,
  type CompletionReader,
  createCompletionReader,
} from './completion-reader.ts'
import { splitJson } from './split-json.ts'
import { createSseReader, type SseSink } from './sse-reader.ts'

/** Longest answer in characters; a longer one is cut here. */
const longestAnswer = 4_000_000

/** Reads the bytes of one answer, in pieces of any size. */
export interface AnswerReader {
  /** Events of these bytes; the last event may end the answer. */
  push(bytes: Uint8Array): ModelEvent[]
  /** Last events, after the body has ended. */
  end(): ModelEvent[]
  /** Held-back text and the failure, after the body broke off. */
  abandon(failure: ModelFailure): ModelEvent[]
  /** Held-back text of an answer that is abandoned midway. */
  held(): ModelEvent[]
  /** Whether the answer has ended; later bytes are ignored. */
  isOver(): boolean
  /**
   * Whether the provider sent a finish reason: the answer is then complete even if nothing follows.
   */
  isFinished(): boolean
  /** Whether the model begins inside reasoning; undefined when this answer gives no evidence. */
  isReasoningFirst(): boolean | undefined
  /** Whether text came with or after the finish reason, so that more may follow. */
  isDoubtful(): boolean
}

const plainAnswer: AnswerOptions = {
  tools: [],
  isReasoningFirst: false,
  maker: '',
  mayBeEmpty: false,
}

/** An answer as server-sent events, or as one JSON document. `secrets` never appear in errors. */
export function createAnswerReader(
  secrets: string[],
  options: AnswerOptions = plainAnswer,
): AnswerReader {
  const completion = createCompletionReader(options)
  const decoder = new TextDecoder()
  const sink = createAnswerSink(completion, secrets)
  const sse = createSseReader(sink)

  return {
    isOver: sink.isOver,
    isFinished: completion.isFinished,
    isDoubtful: completion.isDoubtful,
    isReasoningFirst: completion.isReasoningFirst,
    held: () => (sink.isOver() ? [] : completion.rest()),
    push(bytes) {
      sse.push(decoder.decode(bytes, { stream: true }))
      if (completion.outputLength() + sse.heldLength() > longestAnswer) {
        const message = `The answer was longer than ${longestAnswer / 1_000_000} million characters.`
        sink.fail({ code: 'output-cap', message, retryable: false })
      }
      return sink.take()
    },
    end() {
      sink.bodyEnded()
      sse.push(decoder.decode())
      sse.end()
      sink.finish()
      return sink.take()
    },
    abandon(failure) {
      sink.fail(failure)
      return sink.take()
    },
  }
}

/** Turns payloads into events until the answer ends. */
function createAnswerSink(completion: CompletionReader, secrets: string[]) {
  const templates = createChunkTemplates()
  let ending: ModelEvent[] | undefined
  let hasPayload = false
  let isBodyEnded = false
  let words = ''

  const fail = (failure: ModelFailure) => {
    ending ??= [...completion.rest(), { type: 'error', failure }]
  }
  const refuse = (what: string, text = '') => {
    const message = `The provider ${what}${text && `: ${providerWords(text, secrets, 200)}`}`
    fail({ code: 'provider-bad-response', message, retryable: true })
  }
  const endWell = (isDone: boolean) => {
    if (words && !completion.isFinished()) refuse('sent a line that cannot be read', words)
    ending ??= completion.end(isDone)
  }
  const readJson = (text: string): boolean => {
    const plain = templates.match(text)
    if (plain) {
      completion.readPlain(plain)
      return true
    }
    const whole = tryParse(text)
    const json = whole ?? tryParse(withoutPythonNumbers(text)) ?? splitJson(text)
    if (json === undefined) return false
    hasPayload = true
    for (const chunk of Array.isArray(json) ? json : [json]) {
      const error = completion.readChunk(chunk)
      if (error) fail(streamFailure(error, secrets))
      if (ending) return true
    }
    if (whole) templates.learn(text, whole)
    return true
  }

  const sink: SseSink = {
    isOver: () => ending !== undefined,
    json: readJson,
    done() {
      endWell(true)
    },
    broken(text, isError) {
      // Plain text is not a chunk. It becomes the error message when the answer has no proper end.
      if (!isError && !/^\s*[{["]/.test(text)) words ||= text
      // When the body ended inside a chunk, the text before it remains as a partial answer.
      else if (!completion.isFinished() && (!isBodyEnded || !hasPayload))
        refuse('sent a line that cannot be read', text)
    },
    stray(text) {
      if (readJson(text) || hasPayload) return
      refuse('answered with something else than a completion. Check its base URL. It says', text)
    },
  }
  return {
    ...sink,
    fail,
    bodyEnded() {
      isBodyEnded = true
    },
    /** The body ended without an error. */
    finish() {
      if (!words && !hasPayload) refuse('sent an empty answer.')
      else if (!words && !completion.hasChoices())
        refuse('answered with something else than a completion. Check its base URL.')
      endWell(false)
    },
    take() {
      const events = completion.take()
      if (ending) events.push(...ending)
      return events
    },
  }
}

/** Returns undefined for text that is not complete JSON; `null` counts as an empty object. */
function tryParse(text: string): unknown {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return undefined
  }
}

/**
 * Python's JSON writer emits `NaN` and `Infinity`, for instance in `logprobs`; JSON has neither.
 */
function withoutPythonNumbers(text: string): string {
  if (!/NaN|Infinity/.test(text)) return text
  const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g
  return text.replaceAll(stringOrNumber, (found) => (found.startsWith('"') ? found : 'null'))
}
