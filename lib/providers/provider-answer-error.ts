/** An answer that is refused although HTTP is content; the message is for people. */
export class ProviderAnswerError extends Error {
  readonly code: 'provider-bad-response' | 'output-cap'

  constructor(code: ProviderAnswerError['code'], message: string) {
    super(message)
    this.code = code
  }
}
