import type { Page } from '@playwright/test'
import { headers } from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

/** More than the list reads at once. */
const many = 60

const list = (page: Page) => page.getByTestId('chat-list')
const row = (page: Page, title: string) => list(page).getByRole('link', { name: title })
const menuOf = (page: Page, title: string) =>
  list(page).getByRole('button', { name: `Actions for “${title}”` })

/**
 * Imports chats, one a minute.
 * @param newest when the first of them was made
 * @returns their ids by title
 */
async function importChats(
  page: Page,
  { name, count, newest }: { name: string; count: number; newest: number },
): Promise<Map<string, string>> {
  const chats = Array.from({ length: count }, (_, index) => {
    const title = `${name} ${index + 1}.`
    const createdAt = new Date(newest - index * 60_000).toISOString()
    const message = { id: 'm', parentId: null, role: 'user', createdAt }
    return {
      ...{ type: 'lumos-chat', id: title, title, leafId: null, createdAt, updatedAt: createdAt },
      messages: [{ ...message, parts: [{ type: 'text', text: 'Hello' }] }],
    }
  })
  const file = {
    ...{ name: 'chats.json', mimeType: 'application/json' },
    buffer: Buffer.from(JSON.stringify(chats)),
  }
  const report = await page.request.post('/api/chats/import', { headers, multipart: { file } })
  expect(await report.json()).toMatchObject({ imported: count })
  const { items } = await (await page.request.get(`/api/chats?limit=100&query=${name}`)).json()
  return new Map(items.map(({ title, id }: { title: string; id: string }) => [title, id]))
}

test('a chat far down the list stays archived, and what is read with it keeps up', async ({
  page,
}) => {
  // Below all chats of other journeys, so that the last one is at the list's end.
  await importChats(page, { name: 'Plover', count: many, newest: Date.UTC(1969, 0, 1) })
  await page.goto('/')
  const last = row(page, `Plover ${many}.`)
  const more = list(page).locator('button:enabled', { hasText: 'Show more' })
  await expect(async () => {
    await list(page).evaluate((element) => element.scrollTo(0, element.scrollHeight))
    if ((await more.count()) > 0) await more.click({ timeout: 1_000 })
    await expect(last).toBeInViewport({ timeout: 1_000 })
  }).toPass()
  await menuOf(page, `Plover ${many}.`).press('Enter')
  const archived = page.waitForResponse((response) => response.request().method() === 'PATCH')
  const read = page.waitForResponse(
    (response) => response.url().includes('cursor=') && response.url().includes('/api/chats?'),
  )
  await page.getByRole('menuitem', { name: 'Archive', exact: true }).click()
  await archived
  await read
  await expect(last).toHaveCount(0)
  await expect(row(page, `Plover ${many - 1}.`)).toBeVisible()
})

test('an open menu stays open when its chat moves to another section', async ({ page }) => {
  const ids = await importChats(page, { name: 'Curlew', count: 1, newest: Date.now() })
  await page.goto('/')
  await menuOf(page, 'Curlew 1.').press('Enter')
  const item = page.getByRole('menuitem', { name: 'Pin', exact: true })
  await expect(item).toBeVisible()
  const read = page.waitForResponse((response) => response.url().includes('pinned=true'))
  const data = { pinned: true }
  await page.request.patch(`/api/chats/${ids.get('Curlew 1.')}`, { headers, data })
  await read
  await expect(item).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list(page).getByRole('region', { name: 'Pinned' })).toContainText('Curlew 1.')
})
