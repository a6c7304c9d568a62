import type { Page } from '@playwright/test'
import { headers, lastAnswer, send, wholeAnswer } from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

/** Collects the browser's policy violations, from the first script on. */
async function watchRefusals(page: Page): Promise<string[]> {
  const refused: string[] = []
  await page.exposeFunction('tellRefusal', (text: string) => void refused.push(text))
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      const { tellRefusal } = globalThis as unknown as { tellRefusal(text: string): void }
      tellRefusal(`${violatedDirective} ${blockedURI} ${sample}`)
    })
  })
  return refused
}

test('pages run under a policy with a nonce: code, formulas, themes and other pages too', async ({
  page,
}) => {
  const refused = await watchRefusals(page)
  const nonceOf = async () => {
    const policy = (await page.goto('/'))?.headers()['content-security-policy']
    return /script-src 'self' 'nonce-([\w-]{22})' 'strict-dynamic'/.exec(policy ?? '')?.[1]
  }
  const first = await nonceOf()
  expect(first).toBeTruthy()
  expect(await nonceOf()).not.toBe(first)

  await send(
    page,
    'Say exactly: ```ts\nconst answer: number = 42\n```\n\n$$E = mc^2$$\n\n| a | b |\n|---|---|\n| 1 | 2 |',
  )
  const answer = await wholeAnswer(page, 1)
  await expect(answer.locator('.katex').first()).toBeVisible()
  // A worker colours the code.
  await expect(answer.locator('pre span[style*="--code-light"]').first()).toBeVisible()
  await page.locator('a[href="/memories"]').first().click()
  await expect(page).toHaveURL(/memories/)
  for (const path of ['/latency', '/settings/agents', '/settings/providers', '/nowhere']) {
    await page.goto(path)
    await expect(page.getByRole('heading').first()).toBeVisible()
  }
  expect(refused).toEqual([])
})

test('a script that found its way into a page does not run', async ({ page }) => {
  await page.goto('/')
  const refused = await watchRefusals(page)
  await page.reload()
  await send(page, 'Hello')
  await expect(lastAnswer(page)).toBeVisible()
  await page.evaluate(() => {
    const place = document.createElement('div')
    place.innerHTML =
      '<img src="data:," onerror="window.ran = true"><a href="javascript:window.ran = true">go</a>'
    document.body.append(place)
    place.querySelector('a')?.click()
  })
  await expect.poll(() => refused.length).toBeGreaterThan(1)
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  expect(refused.every((text) => text.startsWith('script-src'))).toBe(true)
})

test('what is uploaded or exported is served in a sandbox, all else of the API with a policy', async ({
  page,
}) => {
  const policyOf = async (path: string) =>
    (await page.request.get(path)).headers()['content-security-policy']
  const multipart = {
    file: { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<b>Hello</b>') },
  }
  const uploaded = await page.request.post('/api/files', { headers, multipart })
  const { id } = await uploaded.json()
  expect(await policyOf(`/api/files/${id}`)).toContain('sandbox')
  await page.goto('/')
  await send(page, 'Hello')
  await wholeAnswer(page, 1)
  const chatId = page.url().split('/').at(-1)
  expect(await policyOf(`/api/chats/${chatId}/export?format=html`)).toContain('sandbox')
  for (const path of ['/api/chats', '/api/nothing', '/api/health'])
    expect(await policyOf(path)).toContain("frame-ancestors 'none'")
})
