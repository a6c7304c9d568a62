import { route } from '#lib/server/http/route.ts'
import { documentSpec, readApiDocument } from './document.ts'

export const GET = route(documentSpec, () => readApiDocument())
