import type { TurnTiming } from '#lib/contracts/timing.ts'
import type { TurnOutcome } from '#lib/contracts/turn.ts'

/** What metrics and traces tell of a turn. Holds no content and no person. */
export interface EndedTurn {
  agentId: string
  outcome: TurnOutcome
  /** The error's code. */
  errorCode: string | null
  /** Epoch milliseconds of the server's receipt. */
  receivedAt: number
  timing: TurnTiming
}

/** Is told of every turn once, after its end. Must not throw. */
export type TurnObserver = (turn: EndedTurn) => void
