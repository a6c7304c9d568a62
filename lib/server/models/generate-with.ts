import { deadlineSettingsSchema } from '#lib/contracts/agents/agent.ts'
import { completeText } from '#lib/providers/complete-text.ts'
import type { Services } from '../services.ts'

/** Background work may use a slow model, but not without a limit. */
const deadlines = deadlineSettingsSchema.parse({ totalMs: 180_000 })
const maxOutputTokens = 2_000

/**
 * The complete answer of a model to one message, for background work, which gives turns the right
 * of way.
 * @throws AppError if the model is unknown or fails
 */
export async function generateWith(
  services: Pick<Services, 'models'>,
  model: string,
  system: string,
  prompt: string,
): Promise<string> {
  const { modelName, streamModel, rightOfWay } = services.models.resolve(model, deadlines)
  const messages = [
    { role: 'system' as const, content: system },
    { role: 'user' as const, content: prompt },
  ]
  // An empty answer is valid: there may be nothing to remember.
  const request = { model: modelName, messages, maxOutputTokens, mayBeEmpty: true }
  return rightOfWay.giveWay((signal) => completeText(streamModel, request, signal))
}
