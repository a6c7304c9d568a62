import type { TurnTiming } from '#lib/contracts/latency/timing.ts'

/** A client that is signed in as the admin of a new Lumos. */
export interface LumosClient {
  create(path: string, body: object): Promise<{ id: string; slug: string }>
  send(method: string, path: string, body: object): Promise<void>
  /** Asks in the given chat, or in a new one, and reads the whole answer. */
  ask(agentId: string, text: string, chatId?: string): Promise<TurnTiming>
}

export async function signUp(url: string): Promise<LumosClient> {
  let cookie = ''
  const call = async (method: string, path: string, body: object) => {
    const headers = { 'content-type': 'application/json', origin: url, cookie }
    const response = await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response
  }
  const account = { name: 'Bench', email: 'bench@example.com', password: 'bench password' }
  const signedUp = await call('POST', '/api/auth/sign-up/email', account)
  cookie = signedUp.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const rateLimits = { turnsPerUser: null, runsPerUser: null, turnsPerClient: null }
  await (await call('PATCH', '/api/settings', { rateLimits })).text()
  return {
    create: async (path, body) => (await call('POST', path, body)).json(),
    async send(method, path, body) {
      await (await call(method, path, body)).text()
    },
    async ask(agentId, text, chatId = crypto.randomUUID()) {
      const message = { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text }] }
      const response = await call('POST', '/api/chat', { id: chatId, agentId, message })
      const stream = await response.text()
      const line = stream.split('\n').find((data) => data.includes('"type":"data-timing"'))
      if (!line) throw new Error(`The turn has no timing: ${stream.slice(0, 500)}`)
      return JSON.parse(line.slice('data: '.length)).data
    },
  }
}
