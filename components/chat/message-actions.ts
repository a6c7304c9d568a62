import type { MessageFeedback } from '#lib/contracts/feedback.ts'
import type { RoutingChoice } from '#lib/contracts/routing.ts'

/** What can be done with a message; the same object for the life of the page. */
export interface MessageActions {
  /** Answers again, as another branch; with `choice` by the agent's fast or deep model. */
  retry: (assistantMessageId: string, choice?: RoutingChoice) => void
  /** Sends a changed message, as another branch. */
  edit: (userMessageId: string, text: string) => void
  /** Lets the model go on where an answer ended early. */
  continueAnswer: (assistantMessageId: string) => void
  showBranch: (messageId: string) => void
  /** Says what the user thinks of an answer; false when it could not be saved. */
  rate: (
    assistantMessageId: string,
    value: MessageFeedback['value'] | null,
    comment?: string,
  ) => Promise<boolean>
}
