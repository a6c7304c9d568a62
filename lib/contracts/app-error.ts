const brand = Symbol.for('lumos.AppError')

/** An expected failure: what a person is told, with the HTTP status that fits. */
export class AppError extends Error {
  readonly [brand] = true

  /** A bundle of each route has a class of its own; what one throws another must know. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value
  }

  readonly code: string
  readonly status: number
  /** A sentence for the user; never contains a secret. */
  readonly displayMessage: string
  /** Path of the input field at fault, e.g. `memory.limit`. */
  readonly field: string | undefined
  /** When to try again; the answer's `Retry-After`. */
  readonly retryAfterSeconds: number | undefined

  constructor(options: {
    code: string
    status: number
    displayMessage: string
    field?: string
    retryAfterSeconds?: number
    cause?: unknown
  }) {
    super(`${options.code}: ${options.displayMessage}`, { cause: options.cause })
    this.name = 'AppError'
    this.code = options.code
    this.status = options.status
    this.displayMessage = options.displayMessage
    this.field = options.field
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** The body of every error answer. */
export interface ErrorBody {
  error: { code: string; message: string; field?: string; retryAfterSeconds?: number }
}

export function notFound(what: string): AppError {
  return new AppError({
    code: 'not-found',
    status: 404,
    displayMessage: `This ${what} does not exist.`,
  })
}
