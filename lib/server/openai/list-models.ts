import type { KeyUser } from '#lib/auth/key-reader.ts'
import { missingScope } from '../http/require-user.ts'
import { listModels } from '../models/list-models.ts'
import type { Services } from '../services.ts'
import type { OpenAiModel } from './answers.ts'
import { modelNotFound } from './prepare-completion.ts'

const msPerSecond = 1_000

/**
 * The agents by slug and, for keys with the scope `models`, the providers' chat models.
 * @throws AppError 403 for a key with neither scope
 */
export async function listOpenAiModels(
  services: Services,
  { scopes }: KeyUser,
): Promise<{ object: 'list'; data: OpenAiModel[] }> {
  if (!scopes.includes('agents') && !scopes.includes('models')) throw missingScope('agents')
  const agents = scopes.includes('agents') ? await services.agents.list() : []
  const models = scopes.includes('models') ? await listModels(services) : []
  return {
    object: 'list',
    data: [
      ...agents.map(({ slug, createdAt }) => ({
        ...{ id: slug, object: 'model' as const, owned_by: 'lumos' },
        created: Math.floor(new Date(createdAt).getTime() / msPerSecond),
      })),
      ...models
        .filter(({ kind }) => kind === 'chat')
        .map(({ id, provider }) => ({
          id,
          object: 'model' as const,
          created: 0,
          owned_by: provider,
        })),
    ],
  }
}

/** @throws OpenAiError 404 */
export async function findOpenAiModel(
  services: Services,
  key: KeyUser,
  id: string,
): Promise<OpenAiModel> {
  const found = (await listOpenAiModels(services, key)).data.find((model) => model.id === id)
  if (!found) throw modelNotFound(id)
  return found
}
