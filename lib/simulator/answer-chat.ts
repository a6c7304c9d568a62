import { ApiError } from './api-error.ts'
import { type ChatRequest, parseChatRequest } from './chat-request.ts'
import { sendCompletion } from './completion.ts'
import { continuedAnswer } from './continued-answer.ts'
import { scriptOfDemoModel } from './demo-model.ts'
import type { Exchange, SimulatorContext } from './exchange.ts'
import { runFault } from './faults/run-fault.ts'
import { type ModelName, parseModelName } from './model-names.ts'
import type { Script } from './script.ts'
import { randomOfRequest } from './seeded-random.ts'
import { scriptOfSimModel } from './sim-model.ts'
import { streamScript } from './stream-script.ts'
import { countTokens } from './tokens.ts'

/** `POST /v1/chat/completions` */
export function answerChat(exchange: Exchange, context: SimulatorContext): void {
  const request = parseChatRequest(exchange.body)
  const name = parseModelName(request.model)
  exchange.begin(request.model)
  if (name.kind === 'fault') {
    runFault(name.fault, exchange, context, name.timeScale)
    return
  }
  const script = scriptOf(request, name, exchange.count, context)
  const send = request.stream ? streamScript : sendCompletion
  send(exchange.response, script, context.scheduler, {
    id: `chatcmpl-${context.seed}-${exchange.count}`,
    model: request.model,
    startedAt: exchange.startedAt,
    includeUsage: request.includeUsage,
    onBreak: exchange.breakOff,
  })
}

function scriptOf(
  request: ChatRequest,
  name: Exclude<ModelName, { kind: 'fault' }>,
  count: number,
  context: SimulatorContext,
): Script {
  const draws = {
    random: randomOfRequest(context.seed, count),
    timeScale: context.timeScale * name.timeScale,
    promptTokens: request.messages.reduce((sum, { text }) => sum + countTokens(text), 0),
  }
  const continued = continuedAnswer(request.messages)
  if (name.kind === 'sim') {
    const done = Number(/tok(\d+)\s*$/.exec(continued?.textSoFar ?? '')?.[1] ?? -1) + 1
    return scriptOfSimModel(name.parameters, {
      ...draws,
      tokensBefore: done,
      maxTokens: request.maxTokens,
    })
  }
  if (name.kind === 'demo') return scriptOfDemoModel(name.profile, request, { ...draws, continued })
  throw new ApiError(400, `${request.model} is for embeddings only.`, { param: 'model' })
}
