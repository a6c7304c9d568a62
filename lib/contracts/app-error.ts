const brand = Symbol.for('lumos.AppError')

/** An expected failure, with a message for people and an HTTP status. */
export class AppError extends Error {
  readonly [brand] = true

  /**
   * Next.js bundles this class once per route, so `instanceof` looks for a brand instead of the
   * prototype.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value
  }

  readonly code: string
  readonly status: number
  /** A sentence for the user; never contains a secret. */
  readonly displayMessage: string
  /** Path of the invalid input field, e.g. `memory.limit`. */
  readonly field: string | undefined
  /** Seconds until a retry makes sense; sent as `Retry-After`. */
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

export function notFound(what: string): AppError {
  return new AppError({
    code: 'not-found',
    status: 404,
    displayMessage: `This ${what} does not exist.`,
  })
}
