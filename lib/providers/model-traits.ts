import type { ReasoningEffort } from '#lib/contracts/agents/agent.ts'
import { reasoningEfforts } from '#lib/contracts/models/reasoning-efforts.ts'
import type { ModelFailure, ModelRequest } from './model-port.ts'
import { refusedSystemPlace, type SystemPlace } from './system-messages.ts'

type Refusable = 'temperature' | 'tools' | 'reasoningEffort' | 'maxOutputTokens' | 'carried'

/** Optional features that one model accepts, learned from its provider's refusals. */
export interface ModelTraits {
  refused: Set<Refusable>
  /** Fields of the agent's extra body that the model refuses. */
  refusedFields: Set<string>
  /** Largest accepted limit of output tokens; undefined while none was refused. */
  mostOutputTokens: number | undefined
  /** Accepted reasoning efforts; undefined while none was refused. */
  efforts: string[] | undefined
  includeUsage: boolean
  /** Undefined: derived from the model's name. */
  limitName: 'max_tokens' | 'max_completion_tokens' | undefined
  systemPlace: SystemPlace
  /** Whether the model begins inside reasoning, without an opening tag. */
  isReasoningFirst: boolean
  /** Number of refusals that something was learnt from. */
  lessons: number
}

/** A request without what the model was known to refuse when it was made. */
export interface FittedRequest extends ModelRequest {
  /** `lessons` of the model at that time. */
  lessons: number
}

export function newTraits(): ModelTraits {
  return {
    refused: new Set(),
    refusedFields: new Set(),
    mostOutputTokens: undefined,
    efforts: undefined,
    includeUsage: true,
    limitName: undefined,
    systemPlace: 'anywhere',
    isReasoningFirst: false,
    lessons: 0,
  }
}

/** Limit of remembered models per provider, because requests may name any model. */
const mostModels = 1_000

/** Stores the traits of a provider's models for the lifetime of its connection. */
export function createTraitsBook(): (model: string) => ModelTraits {
  const book = new Map<string, ModelTraits>()
  return (model) => {
    const traits = book.get(model) ?? newTraits()
    if (book.size >= mostModels) book.clear()
    book.set(model, traits)
    return traits
  }
}

/** Removes what the model refuses from a request. */
export function fitRequest(request: ModelRequest, traits: ModelTraits): FittedRequest {
  const { refused, refusedFields, mostOutputTokens = Number.POSITIVE_INFINITY } = traits
  const fitted = { ...request, lessons: traits.lessons }
  if (refused.has('temperature')) delete fitted.temperature
  if (refused.has('tools')) delete fitted.tools
  if (refused.has('reasoningEffort')) delete fitted.reasoningEffort
  if (refused.has('maxOutputTokens')) delete fitted.maxOutputTokens
  if (fitted.maxOutputTokens !== undefined)
    fitted.maxOutputTokens = Math.min(fitted.maxOutputTokens, mostOutputTokens)
  if (fitted.extraBody && refusedFields.size > 0) {
    const fields = Object.entries(fitted.extraBody).filter(([name]) => !refusedFields.has(name))
    fitted.extraBody = Object.fromEntries(fields)
  }
  if (refused.has('carried') || refused.has('tools')) {
    fitted.messages = fitted.messages.map((message) => withoutCarried(message))
  }
  return fitted
}

function withoutCarried(message: ModelRequest['messages'][number]) {
  if (message.role !== 'assistant' || !message.carried) return message
  const { carried: _, ...rest } = message
  return rest
}

/**
 * Statuses with which servers refuse a field. OpenRouter answers 404 when no endpoint supports
 * tools.
 */
const refusals = [400, 404, 405, 422, 500, 501]
const noTools =
  /(not|n['’]t|no endpoints? found that) support.{0,20}(tool|function.?call)|(tool|function).{0,30}(not (supported|enabled|allowed)|unsupported)|tool[ _]choice.{0,40}requires|unsupported.{0,20}\btools?\b|不支持.{0,10}(工具|函数|tool|function)/i
const limitNames =
  /max_(?:completion_|output_|new_)?tokens|max(?:imum)? (?:output|completion) tokens|maxOutputTokens/i

/**
 * Learns from a provider's refusal which part of a request the model does not accept.
 * @returns whether another request may succeed
 */
export function learnRefusal(
  traits: ModelTraits,
  { status = 0, code, message: told }: ModelFailure,
  request: FittedRequest,
): boolean {
  if (!refusals.includes(status) || code === 'context-length') return false
  // Another refusal was learnt from meanwhile, so the request would be made differently now.
  if (request.lessons < traits.lessons) return true
  const isLearnt = learn(traits, status, told.replace(/\(HTTP \d+\)/, ''), request)
  if (isLearnt) traits.lessons += 1
  return isLearnt
}

function learn(
  traits: ModelTraits,
  status: number,
  message: string,
  request: ModelRequest,
): boolean {
  if (traits.includeUsage && /stream_options|include_usage/i.test(message)) {
    traits.includeUsage = false
    return true
  }
  const place = refusedSystemPlace(message)
  if (place && place !== traits.systemPlace && traits.systemPlace !== 'nowhere') {
    traits.systemPlace = place
    return true
  }
  if (status === 404) return learnTools(traits, message, request)
  return (
    learnCarried(traits, message, request) ||
    learnLimit(traits, message, request) ||
    learnTemperature(traits, message, request) ||
    learnEffort(traits, message, request) ||
    learnField(traits, message, request) ||
    learnTools(traits, message, request)
  )
}

function refuse(traits: ModelTraits, what: Refusable): boolean {
  if (traits.refused.has(what)) return false
  traits.refused.add(what)
  return true
}

function learnTemperature(traits: ModelTraits, message: string, request: ModelRequest): boolean {
  if (request.temperature === undefined || !/temperature|温度/i.test(message)) return false
  return refuse(traits, 'temperature')
}

function learnTools(traits: ModelTraits, message: string, { tools = [] }: ModelRequest): boolean {
  const isAbout =
    noTools.test(message) || /\btools\b.{0,5}extra inputs|["'`]tools["'`]/i.test(message)
  return tools.length > 0 && isAbout && refuse(traits, 'tools')
}

function learnCarried(traits: ModelTraits, message: string, request: ModelRequest): boolean {
  const hasCarried = request.messages.some((one) => one.role === 'assistant' && one.carried)
  const isAbout =
    /reasoning|extra_content|thought_signature/i.test(message) && /message|assistant/i.test(message)
  // A message about missing reasoning demands the field instead of refusing it.
  const isMissing = /miss|must|required|pass(ed)? back/i.test(message)
  return hasCarried && isAbout && !isMissing && refuse(traits, 'carried')
}

function learnLimit(traits: ModelTraits, message: string, request: ModelRequest): boolean {
  const asked = request.maxOutputTokens
  if (asked === undefined || !limitNames.test(message)) return false
  const isName = /max_tokens/i.test(message) && /max_completion_tokens/i.test(message)
  if (isName && traits.limitName === undefined) {
    traits.limitName =
      limitNameOf(request.model, traits) === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens'
    return true
  }
  const used = Math.min(asked, traits.mostOutputTokens ?? asked)
  const numbers = [...message.matchAll(/\d[\d,_]*/g)].map(([text]) =>
    Number(text.replaceAll(/[,_]/g, '')),
  )
  const most = Math.max(0, ...numbers.filter((number) => number < used))
  // Smaller numbers are statuses, versions or the lower end of a range.
  if (most < 16) return refuse(traits, 'maxOutputTokens')
  traits.mostOutputTokens = most
  return true
}

/** OpenAI's reasoning models refuse `max_tokens`; most compatible servers accept only that name. */
export function limitNameOf(model: string, { limitName }: ModelTraits) {
  return (
    limitName ?? (/^(openai\/)?(o\d|gpt-5)/.test(model) ? 'max_completion_tokens' : 'max_tokens')
  )
}

function learnEffort(traits: ModelTraits, message: string, request: ModelRequest): boolean {
  const isAbout = /reasoning|thinking|effort|思考/i.test(message)
  if (request.reasoningEffort === undefined || !isAbout) return false
  const [, list = ''] =
    /(?:supported|valid|allowed|possible|expected).{0,40}?(?:values|one of|are|is)?\W{0,4}((?:['"`“]?(?:none|minimal|low|medium|high|xhigh|max|default)['"`”]?[\s,and or]*)+)/i.exec(
      message,
    ) ?? []
  const efforts = list.toLowerCase().match(/none|minimal|low|medium|x?high|max|default/g) ?? []
  if (efforts.length > 0 && traits.efforts === undefined) {
    traits.efforts = efforts
    return true
  }
  return refuse(traits, 'reasoningEffort')
}

function learnField(traits: ModelTraits, message: string, request: ModelRequest): boolean {
  const named = Object.keys(request.extraBody ?? {}).find(
    (name) => message.includes(name) && !traits.refusedFields.has(name),
  )
  if (named === undefined) return false
  traits.refusedFields.add(named)
  return true
}

const scale = ['none', 'minimal', ...reasoningEfforts.slice(1), 'xhigh', 'max']

/** The accepted effort that is nearest to the wanted one. */
export function effortFor(wanted: ReasoningEffort, { efforts }: ModelTraits): string | undefined {
  const known = efforts?.filter((effort) => scale.includes(effort))
  if (!known) return wanted
  const distance = (effort: string) => Math.abs(scale.indexOf(effort) - scale.indexOf(wanted))
  return [...known].sort((a, b) => distance(a) - distance(b))[0]
}
