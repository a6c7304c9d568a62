import { AppError } from '#lib/contracts/app-error.ts'

/** A chat has one run at a time, of all instances. */
export function runInProgress(): AppError {
  return new AppError({
    code: 'run-in-progress',
    status: 409,
    displayMessage: 'This chat is being answered. Wait for the answer or stop it first.',
  })
}

export function messageExists(cause?: unknown): AppError {
  return new AppError({
    code: 'message-exists',
    status: 409,
    field: 'message.id',
    displayMessage: 'The chat has this message already. To answer it again, regenerate it.',
    cause,
  })
}
