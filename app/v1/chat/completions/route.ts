export { preflight as OPTIONS } from '#lib/server/openai/openai-route.ts'
export { completionsRoute as POST } from '#lib/server/openai/routes.ts'
