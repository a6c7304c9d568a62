import type { Route } from '#lib/contracts/route.ts'

/** What can be done with a message; the same object for the life of the page. */
export interface MessageActions {
  /** Answers again, as another branch; with `route` by the agent's fast or deep model. */
  retry: (assistantMessageId: string, route?: Route) => void
  /** Sends a changed message, as another branch. */
  edit: (userMessageId: string, text: string) => void
  /** Lets the model go on where an answer ended early. */
  continueAnswer: (assistantMessageId: string) => void
  showBranch: (messageId: string) => void
}
