import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test as base, request } from '@playwright/test'
import { admin, baseURL, port } from './places.ts'

interface WorkerOptions {
  /** Whether the admin's account exists and the pages are signed in. */
  hasAdmin: boolean
}

interface WorkerFixtures {
  /** The cookies of the signed-in admin. */
  server: Awaited<ReturnType<typeof signUp>> | undefined
}

const bootLimitMs = 180_000

/** A test whose worker has a server of its own from its first test to its last. */
export const test = base.extend<object, WorkerOptions & WorkerFixtures>({
  hasAdmin: [true, { option: true, scope: 'worker' }],
  server: [
    async ({ hasAdmin }, use) => {
      const child = spawn(process.execPath, ['e2e/support/serve.ts'], {
        env: { ...process.env, PORT: String(port) },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      const ended = once(child, 'exit')
      try {
        await Promise.race([isReady(), ended.then(() => fail('The server ended.'))])
        await use(hasAdmin ? await signUp() : undefined)
      } finally {
        child.kill('SIGTERM')
        await ended
      }
    },
    { scope: 'worker', auto: true, timeout: bootLimitMs },
  ],
  baseURL,
  storageState: ({ server }, use) => use(server),
})

export { expect } from '@playwright/test'

async function isReady() {
  for (;;) {
    const response = await fetch(`${baseURL}/api/ready`).catch(() => null)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function signUp() {
  const context = await request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL } })
  const response = await context.post('/api/auth/sign-up/email', { data: admin })
  if (!response.ok()) fail(`No account: ${response.status()} ${await response.text()}`)
  const state = await context.storageState()
  await context.dispose()
  return state
}

function fail(message: string): never {
  throw new Error(message)
}
