import { UsageError } from './errors.mjs'
import { localPass } from './local-pass.mjs'

/** A client of one Lumos; signs in before the first request that needs it. */
export function createClient(url, env) {
  const base = parseUrl(url)
  let cookie = env.LUMOS_TOKEN
  let authorization

  const send = async (method, path, body, headers = {}) => {
    try {
      return await fetch(`${base}${path}`, {
        method,
        headers: {
          origin: base,
          ...(cookie && { cookie }),
          ...(authorization && { authorization }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    } catch (error) {
      const reason = error.cause?.code ?? error.cause?.message ?? error.message
      throw new Error(`No Lumos answers at ${base} (${reason}). Start it, or say --url.`)
    }
  }

  const identify = async () => {
    if (cookie) return
    const { LUMOS_EMAIL, LUMOS_PASSWORD } = env
    if (LUMOS_EMAIL || LUMOS_PASSWORD) await client.signIn(LUMOS_EMAIL, LUMOS_PASSWORD)
    else authorization = await localPass(base, env, () => readNonce(send))
    if (cookie || authorization) return
    throw new UsageError(
      'Who are you? Run this on the server as the user who runs Lumos, or set LUMOS_TOKEN (see lumos login), or LUMOS_EMAIL and LUMOS_PASSWORD.',
    )
  }

  const client = {
    url: base,
    /** The response as a stream; signs in first. */
    async open(method, path, body) {
      await identify()
      const response = await send(method, path, body)
      if (response.ok) return response
      if (response.status === 401 && authorization) {
        throw new Error(
          `${base} is another Lumos than the one in this folder, or has no account yet: open it in a browser.`,
        )
      }
      const text = await response.text()
      throw new Error(messageOf(text) ?? `${method} ${path}: HTTP ${response.status}`)
    },
    async call(method, path, body) {
      const response = await client.open(method, path, body)
      const text = await response.text()
      return text === '' ? null : JSON.parse(text)
    },
    /** A request without an account; returns `error` if nobody answers. */
    async look(path) {
      try {
        const response = await send('GET', path)
        return { status: response.status, body: await response.json().catch(() => null) }
      } catch (error) {
        return { status: null, error: error.message }
      }
    },
    /** @returns the token for LUMOS_TOKEN */
    async signIn(email, password) {
      if (!email || !password) {
        throw new UsageError('Signing in takes an e-mail address and a password.')
      }
      const response = await send('POST', '/api/auth/sign-in/email', { email, password })
      if (!response.ok) {
        throw new Error(messageOf(await response.text()) ?? 'E-mail or password is wrong.')
      }
      cookie = sessionCookieOf(response)
      return cookie
    },
    /** Finds an agent by name or id; the default agent without either. */
    agent: (wanted) => findAgent(client, wanted),
  }
  return client
}

/** The nonce from which the answering process creates local passes. */
async function readNonce(send) {
  const response = await send('GET', '/api/health')
  await response.arrayBuffer()
  return response.headers.get('x-lumos-nonce') ?? undefined
}

function sessionCookieOf({ headers }) {
  const cookies = headers.getSetCookie().map((one) => one.split(';')[0])
  return cookies.find((one) => one.includes('session_token='))
}

async function findAgent(client, wanted) {
  const { items } = await client.call('GET', '/api/agents')
  if (wanted === undefined) {
    const { defaultAgentId } = await client.call('GET', '/api/settings')
    return items.find(({ id }) => id === defaultAgentId) ?? items[0]
  }
  const found =
    items.find(({ id }) => id === wanted) ??
    items.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  if (found) return found
  const names = items.map(({ name }) => name).join(', ')
  throw new Error(`There is no agent "${wanted}". There are: ${names}.`)
}

function parseUrl(url) {
  try {
    return new URL(url).origin
  } catch {
    throw new UsageError(`"${url}" is no URL.`)
  }
}

function messageOf(text) {
  try {
    return JSON.parse(text).error?.message
  } catch {
    return undefined
  }
}
