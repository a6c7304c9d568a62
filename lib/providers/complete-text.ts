import { AppError } from '#lib/contracts/app-error.ts'
import type { ModelRequest, StreamModel } from './model-port.ts'

/** Titles and facts are short. The limit bounds the memory that an endless answer can take. */
const longestText = 200_000

/**
 * The whole answer of a model, for background work such as titles and memories.
 * @throws AppError with the provider's failure
 */
export async function completeText(
  streamModel: StreamModel,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<string> {
  let text = ''
  for await (const event of streamModel(request, signal)) {
    if (event.type === 'text-delta') text += event.delta
    if (text.length > longestText) break
    if (event.type === 'error') {
      const { code, message, status = 502 } = event.failure
      throw new AppError({ code, status, displayMessage: message })
    }
  }
  signal.throwIfAborted()
  return text
}
