import type { TurnTiming } from '#lib/contracts/latency/timing.ts'
import type { TurnOutcome } from '#lib/contracts/latency/turn.ts'

/** The facts about a turn for metrics and traces: no content and no person. */
export interface EndedTurn {
  agentId: string
  outcome: TurnOutcome
  /** The error's code. */
  errorCode: string | null
  /** When the request arrived, epoch milliseconds. */
  receivedAt: number
  timing: TurnTiming
}

/** Called once for every turn, after its end. Must not throw. */
export type TurnObserver = (turn: EndedTurn) => void
