import type { SessionUser } from '#lib/auth/session-reader.ts'

type Instructions = Pick<SessionUser, 'aboutMe' | 'howToAnswer'>

/**
 * An agent's instructions with what the user wrote about themselves, about how to be answered, and
 * about the chat's folder. They change rarely, so they stand at the prompt's beginning, where
 * providers cache it; what fewer chats share comes later.
 */
export function withOwnInstructions(
  instructions: string,
  { aboutMe = '', howToAnswer = '' }: Instructions,
  ofFolder = '',
): string {
  return [
    instructions.trim(),
    aboutMe && `What the user wants you to know about them:\n${aboutMe}`,
    howToAnswer && `How the user wants to be answered:\n${howToAnswer}`,
    ofFolder && `What the user wants in the chats of this folder:\n${ofFolder}`,
  ]
    .filter(Boolean)
    .join('\n\n')
}
