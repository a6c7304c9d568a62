export { preflight as OPTIONS } from '#lib/server/openai/openai-route.ts'
export { modelsRoute as GET } from '#lib/server/openai/routes.ts'
