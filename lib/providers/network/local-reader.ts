import { BlockList, isIP } from 'node:net'
import { isRecord } from '#lib/contracts/is-record.ts'
import { endpointOf, type ProviderConnection, requestHeaders } from './connection.ts'
import { isOllama } from './load-model.ts'
import { readText } from './read-text.ts'
import { sendRequest } from './send-request.ts'

const askDeadlineMs = 3_000
const longestList = 1_000_000
/** Who owns a model, in the lists of llama.cpp, vLLM, SGLang, Ollama and LM Studio. */
const localOwners = ['llamacpp', 'vllm', 'sglang', 'library', 'organization_owner']

const known = new WeakMap<ProviderConnection, Promise<boolean>>()

/**
 * Whether the server reads prompts on hardware of its operator, who pays nothing for a token:
 * llama.cpp, vLLM, SGLang, Ollama or LM Studio, without a key or at a private address.
 * @throws when the server cannot be reached; it is asked again next time
 */
export async function readsLocally(connection: ProviderConnection): Promise<boolean> {
  const asked = known.get(connection) ?? ask(connection)
  known.set(connection, asked)
  try {
    return await asked
  } catch (error) {
    known.delete(connection)
    throw error
  }
}

async function ask(connection: ProviderConnection): Promise<boolean> {
  const { kind, apiKey, baseUrl, dispatcher } = connection
  if (kind !== 'openai-compatible' || (apiKey && !isPrivate(new URL(baseUrl).hostname)))
    return false
  const { headers, body } = await sendRequest(endpointOf(baseUrl, 'models'), {
    dispatcher,
    headers: requestHeaders(connection),
    signal: AbortSignal.timeout(askDeadlineMs),
  })
  const owners = ownersIn(await readText(headers, body, longestList))
  return owners.some((owner) => localOwners.includes(owner)) || (await isOllama(connection))
}

function ownersIn(text: string): string[] {
  if (!text.startsWith('{')) return []
  const list: unknown = JSON.parse(text)
  const models = isRecord(list) && Array.isArray(list.data) ? list.data : []
  return models.flatMap((model: unknown) =>
    isRecord(model) && typeof model.owned_by === 'string' ? [model.owned_by] : [],
  )
}

const privateAddresses = new BlockList()
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  privateAddresses.addSubnet(network, prefix)

function isPrivate(hostname: string): boolean {
  if (isIP(hostname) === 4) return privateAddresses.check(hostname)
  // Names without a dot are those of this machine or of its containers.
  return !hostname.includes('.') || /\.(local|lan|internal|home\.arpa)$/.test(hostname)
}
