// Signs in, makes an API key, and asks with both. LUMOS_URL, LUMOS_EMAIL, LUMOS_PASSWORD, LUMOS_AGENT.
import { env, stdout } from 'node:process'

async function send(method: string, path: string, headers: Record<string, string>, body?: object) {
  const response = await fetch(`${env.LUMOS_URL}${path}`, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response
}

/** The data of server-sent events; the last is `[DONE]`. */
async function* eventsOf(response: Response) {
  let rest = ''
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const events = (rest + text).split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      if (event.startsWith('data: {')) yield JSON.parse(event.slice('data: '.length))
    }
  }
}

// The session: cookies.
const account = { email: env.LUMOS_EMAIL, password: env.LUMOS_PASSWORD }
const signedIn = await send('POST', '/api/auth/sign-in/email', {}, account)
const cookies = signedIn.headers.getSetCookie().map((line) => line.split(';')[0])
const cookie = cookies.join('; ')

// A key, which is shown only now.
const wanted = { name: 'TypeScript', scopes: ['agents'] }
const { id, key } = await (await send('POST', '/api/keys', { cookie }, wanted)).json()
const authorization = `Bearer ${key}`

const question = { model: env.LUMOS_AGENT, messages: [{ role: 'user', content: 'Hello' }] }
const whole = await send('POST', '/v1/chat/completions', { authorization }, question)
stdout.write(`at once: ${(await whole.json()).choices[0].message.content}\n`)

const stream = { ...question, stream: true }
let streamed = ''
for await (const chunk of eventsOf(
  await send('POST', '/v1/chat/completions', { authorization }, stream),
)) {
  streamed += chunk.choices[0]?.delta.content ?? ''
}
stdout.write(`streamed: ${streamed}\n`)

// A chat of the pages. Its events are those of the AI SDK's UI message stream.
const message = { id: '1', role: 'user', parts: [{ type: 'text', text: 'Hello' }] }
const turn = { id: crypto.randomUUID(), message }
let answer = ''
for await (const event of eventsOf(await send('POST', '/api/chat', { cookie }, turn))) {
  if (event.type === 'text-delta') answer += event.delta
}
stdout.write(`chat: ${answer}\n`)

// Revokes the key.
await send('DELETE', `/api/keys/${id}`, { cookie })
