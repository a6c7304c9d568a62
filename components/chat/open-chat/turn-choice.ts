import type { ReasoningEffort } from '#lib/contracts/agents/agent.ts'
import type { RoutingChoice } from '#lib/contracts/models/routing.ts'

/** What the user chose for the messages of a chat; null follows the agent. */
export interface TurnChoice {
  model: string | null
  reasoningEffort: ReasoningEffort | null
}

export const noChoice: TurnChoice = { model: null, reasoningEffort: null }

/** Another model for one more answer to the same message. */
export type RetryWith = { route: RoutingChoice } | { model: string }

/** The fields of a chat request that state the choice. */
export function choiceFields(
  { model, reasoningEffort }: TurnChoice,
  retryWith: Partial<RetryBody>,
) {
  const { route, model: other } = retryWith
  return {
    route,
    model: other ?? (route ? undefined : (model ?? undefined)),
    reasoningEffort: reasoningEffort ?? undefined,
  }
}

interface RetryBody {
  route: RoutingChoice | undefined
  model: string | undefined
}
