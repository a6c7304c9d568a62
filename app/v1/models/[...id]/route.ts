export { preflight as OPTIONS } from '#lib/server/openai/openai-route.ts'
export { modelRoute as GET } from '#lib/server/openai/routes.ts'
