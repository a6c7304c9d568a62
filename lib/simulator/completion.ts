import type { ServerResponse } from 'node:http'
import { sendJson } from './http-json.ts'
import type { Scheduler } from './scheduler.ts'
import { endOf, type Script } from './script.ts'
import { type StreamOptions, usageBody } from './stream-script.ts'

/** Sends a script as one JSON completion at the time of its last token. */
export function sendCompletion(
  response: ServerResponse,
  script: Script,
  scheduler: Scheduler,
  options: StreamOptions,
): void {
  const scheduled = scheduler.at(options.startedAt + endOf(script), () => {
    if (script.failure) {
      options.onBreak()
      if (script.failure.mode === 'error') {
        sendJson(response, 500, { error: { message: 'The simulator was asked to fail here.' } })
      } else if (script.failure.mode !== 'hang') response.socket?.resetAndDestroy()
      return null
    }
    sendJson(response, 200, {
      id: options.id,
      object: 'chat.completion',
      created: Math.floor(Date.now() / 1000),
      model: options.model,
      system_fingerprint: 'fp_simulator',
      choices: [
        { index: 0, message: script.message(), logprobs: null, finish_reason: script.finishReason },
      ],
      usage: usageBody(script.usage),
    })
    return null
  })
  response.once('close', () => scheduled.cancel())
}
