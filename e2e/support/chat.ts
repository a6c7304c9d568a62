import { type APIRequestContext, expect, type Locator, type Page } from '@playwright/test'
import { baseURL } from './places.ts'

/** Browsers send `Origin`, so requests with their cookie must send it as well. */
const headers = { origin: baseURL }

export async function send(page: Page, text: string): Promise<void> {
  await page.getByTestId('composer').fill(text)
  await page.getByTestId('send').click()
}

export function lastAnswer(page: Page): Locator {
  return page.getByTestId('message-assistant').last()
}

/** Waits until the newest answer is complete, and returns it. */
export async function wholeAnswer(page: Page, answers: number): Promise<Locator> {
  await expect(page.getByTestId('ttfb-result')).toHaveCount(answers, { timeout: 90_000 })
  await expect(page.getByTestId('send')).toBeVisible()
  return lastAnswer(page)
}

/** The menu of the open chat, when the list shows it. */
export function openChatMenu(page: Page): Locator {
  return page
    .getByTestId('chat-list')
    .getByRole('listitem')
    .filter({ has: page.locator('a[aria-current=page]') })
    .getByRole('button', { name: /^Actions for/ })
}

/** The server's part of the newest answer's wait, milliseconds. */
export async function ttfbMsOf(page: Page): Promise<number> {
  return Number(await page.getByTestId('ttfb-result').last().getAttribute('data-ttfb-ms'))
}

export async function createAgent(
  request: APIRequestContext,
  fields: Record<string, unknown> & { name: string; model: string },
): Promise<{ id: string }> {
  const response = await request.post('/api/agents', { headers, data: fields })
  expect(response.status(), await response.text()).toBe(201)
  return response.json()
}

export async function deleteAgent(request: APIRequestContext, id: string): Promise<void> {
  expect((await request.delete(`/api/agents/${id}`, { headers })).status()).toBe(204)
}

export async function chooseAgent(page: Page, name: string): Promise<void> {
  await page.getByTestId('agent-picker').click()
  await page.getByRole('menuitemradio', { name: new RegExp(`^${name}`) }).click()
  await expect(page.getByTestId('agent-picker')).toContainText(name)
}

export { headers }
