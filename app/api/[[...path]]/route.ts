import { notFound } from '#lib/contracts/app-error.ts'
import { errorResponse } from '#lib/server/http/error-response.ts'

/** A path that the API does not have: programs read errors as JSON, not as a page. */
const unknown = (request: Request) => errorResponse(notFound('address'), request)

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT }
