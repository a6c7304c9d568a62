import { notFound } from '#lib/contracts/app-error.ts'
import { errorResponse } from '#lib/server/http/error-response.ts'

/** Answers for paths without a route, because programs expect errors as JSON and not as a page. */
const unknown = (request: Request) => errorResponse(notFound('address'), request)

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT }
