import type { SessionUser } from '#lib/auth/session-reader.ts'

type Instructions = Pick<SessionUser, 'aboutMe' | 'howToAnswer'>

/**
 * An agent's instructions with what the user wrote about themselves and about how to be answered.
 * Both change rarely, so they stand at the prompt's beginning, where providers cache it.
 */
export function withUserInstructions(
  instructions: string,
  { aboutMe = '', howToAnswer = '' }: Instructions,
): string {
  return [
    instructions.trim(),
    aboutMe && `What the user wants you to know about them:\n${aboutMe}`,
    howToAnswer && `How the user wants to be answered:\n${howToAnswer}`,
  ]
    .filter(Boolean)
    .join('\n\n')
}
