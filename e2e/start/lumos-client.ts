const account = { name: 'Ada', email: 'ada@example.com', password: 'correct horse' }

/** The requests of one signed-in user. */
export interface LumosClient {
  send(method: string, path: string, body?: object): Promise<Response>
  /** @throws if the answer is an error */
  json(method: string, path: string, body?: object): Promise<Record<string, unknown>>
  /** The same user at another instance. */
  at(url: string): LumosClient
}

/** Creates the first account, which is an admin's. */
export async function signUp(url: string): Promise<LumosClient> {
  const response = await createClient(url, '').send('POST', '/api/auth/sign-up/email', account)
  if (!response.ok) throw new Error(`Signing up: ${response.status} ${await response.text()}`)
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  return createClient(url, cookies.join('; '))
}

function createClient(url: string, cookie: string): LumosClient {
  const send = (method: string, path: string, body?: object) =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        // A connection that is kept open may be one to a process that was killed.
        connection: 'close',
        origin: url,
        ...(cookie && { cookie }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
  return {
    send,
    async json(method, path, body) {
      const response = await send(method, path, body)
      const text = await response.text()
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
      return text === '' ? {} : JSON.parse(text)
    },
    at: (other) => createClient(other, cookie),
  }
}
