import { ApiError } from './api-error.ts'
import { embeddingsBody, parseEmbeddingsRequest } from './embeddings.ts'
import type { Exchange, SimulatorContext } from './exchange.ts'
import { runFault } from './faults/run-fault.ts'
import { sendJson } from './http-json.ts'
import { parseModelName } from './model-names.ts'

/** `POST /v1/embeddings` */
export function answerEmbeddings(exchange: Exchange, context: SimulatorContext): void {
  const request = parseEmbeddingsRequest(exchange.body)
  const name = parseModelName(request.model)
  exchange.begin(request.model)
  if (name.kind === 'fault') {
    runFault(name.fault, exchange, context, name.timeScale)
  } else if (name.kind === 'embedding') {
    sendJson(exchange.response, 200, embeddingsBody(request))
  } else {
    throw new ApiError(400, `${request.model} makes no embeddings.`, { param: 'model' })
  }
}
