/** An error in the format of OpenAI's API. */
export class ApiError extends Error {
  readonly status: number
  readonly type: string
  readonly code: string | null
  readonly param: string | null

  constructor(
    status: number,
    message: string,
    details: { type?: string; code?: string; param?: string } = {},
  ) {
    super(message)
    this.status = status
    this.type = details.type ?? 'invalid_request_error'
    this.code = details.code ?? null
    this.param = details.param ?? null
  }

  toBody() {
    const { message, type, param, code } = this
    return { error: { message, type, param, code } }
  }
}

export function unknownModel(model: string): ApiError {
  return new ApiError(404, `The model \`${model}\` does not exist.`, {
    code: 'model_not_found',
    param: 'model',
  })
}
