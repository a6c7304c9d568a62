import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Target } from './load.ts'
import { processTree } from './processes.ts'

const question = 'Tell me about waiting.'

function completionBody(model: string) {
  return JSON.stringify({ model, stream: true, messages: [{ role: 'user', content: question }] })
}

export function simulatorTarget(url: string, model: string, child: ChildProcess): Target {
  return {
    name: 'simulator alone',
    url: `${url}/chat/completions`,
    headers: {},
    body: () => completionBody(model),
    firstText: '"content":"tok0',
    end: '[DONE]',
    pids: [child.pid ?? 0],
  }
}

export function nextTargets(url: string, model: string, child: ChildProcess): Target[] {
  const common = {
    headers: {},
    body: () => completionBody(model),
    end: '[DONE]',
    pids: processTree(child.pid ?? 0),
  }
  return [
    {
      ...common,
      name: '(b) Next route, bytes untouched',
      url: `${url}/proxy`,
      firstText: '"content":"tok0',
    },
    { ...common, name: '(c) Next route, AI SDK', url: `${url}/sdk`, firstText: '"text-delta"' },
  ]
}

/**
 * Lumos, signed in, with memory and history enabled and one memory to recall.
 * @returns a function that creates a target with an agent of its own for a model
 */
export async function lumosTarget(
  url: string,
  providerUrl: string,
  child: ChildProcess,
  dataDir: string,
): Promise<(model: string) => Promise<Target>> {
  const headers: Record<string, string> = { 'content-type': 'application/json', origin: url }
  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response
  }
  const account = { name: 'Bench', email: 'bench@example.com', password: 'bench password' }
  const signUp = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers,
    body: JSON.stringify(account),
  })
  const signedIn = signUp.ok ? signUp : await post('/api/auth/sign-in/email', account)
  headers.cookie = signedIn.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
  const provider = await (
    await post('/api/providers', { name: `bench ${crypto.randomUUID()}`, baseUrl: providerUrl })
  ).json()
  const noTurnLimits = { turnsPerUser: null, runsPerUser: null, turnsPerClient: null }
  // Titles and memories use a fast model, so that each target's background work ends with its
  // measurement.
  const helper = `${provider.slug}/demo-fast@x20`
  await fetch(`${url}/api/settings`, {
    method: 'PATCH',
    headers,
    body: JSON.stringify({ memoryModel: helper, titleModel: helper, rateLimits: noTurnLimits }),
  })
  await fetch(`${url}/api/memories`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ text: 'The user dislikes waiting.' }),
  })
  return async (model): Promise<Target> => {
    const agent = await (
      await post('/api/agents', { name: 'Bench', model: `${provider.slug}/${model}` })
    ).json()
    return {
      name: '**Lumos**',
      url: `${url}/api/chat`,
      headers,
      body: () => chatBody(agent.id),
      firstText: '"type":"text-delta"',
      end: '[DONE]',
      get pids() {
        return [...new Set([...processTree(child.pid ?? 0), ...databaseProcesses(dataDir)])]
      },
    }
  }
}

function chatBody(agentId: string): string {
  const message = {
    id: crypto.randomUUID(),
    role: 'user',
    parts: [{ type: 'text', text: question }],
  }
  return JSON.stringify({ id: crypto.randomUUID(), agentId, message })
}

/** The embedded server may have no parent here; its process id is in its cluster's folder. */
function databaseProcesses(dataDir: string): number[] {
  const home = readHome(dataDir)
  const pid = Number(readFileSync(`${home}/cluster/postmaster.pid`, 'utf8').split('\n')[0])
  return processTree(pid)
}

function readHome(dataDir: string): string {
  try {
    return `/var/lib/lumos/${readFileSync(`${dataDir}/postgres-home`, 'utf8').trim()}`
  } catch {
    return `${dataDir}/postgres`
  }
}
