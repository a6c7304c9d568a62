import type { MessageFeedback } from '#lib/contracts/chat/feedback.ts'
import type { RetryWith } from './open-chat/turn-choice.ts'

/** What a person says to a tool's call; `allow-in-chat` also to its later calls in this chat. */
export type ApprovalDecision = 'allow' | 'allow-in-chat' | 'deny'

/** The actions on messages. The object stays the same for the life of the page. */
export interface MessageActions {
  /** Answers again as another branch, with another model if one is given. */
  retry: (assistantMessageId: string, other?: RetryWith) => void
  /** Sends an edited message as another branch. */
  edit: (userMessageId: string, text: string) => void
  /** Continues an answer that ended early. */
  continueAnswer: (assistantMessageId: string) => void
  /** Answers whether a tool may be called. */
  decide: (approvalId: string, decision: ApprovalDecision) => void
  showBranch: (messageId: string) => void
  /** Saves the user's rating of an answer; resolves to false when it could not be saved. */
  rate: (
    assistantMessageId: string,
    value: MessageFeedback['value'] | null,
    comment?: string,
  ) => Promise<boolean>
}
