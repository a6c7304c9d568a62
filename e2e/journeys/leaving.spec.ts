import { headers, openChatMenu, send, wholeAnswer } from '../support/chat.ts'
import { admin } from '../support/places.ts'
import { expect, test } from '../support/test.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('a link shows a chat to somebody without an account, until it is ended', async ({
  page,
  browser,
}) => {
  const setSharing = (sharing: string) =>
    page.request.patch('/api/settings', { headers, data: { sharing } })
  await setSharing('anyone')
  await page.goto('/')
  await send(page, 'Say exactly: shared with the world')
  await wholeAnswer(page, 1)
  await openChatMenu(page).press('Enter')
  await page.getByRole('menuitem', { name: 'Share' }).click()
  await page.getByTestId('share-snapshot').click()
  const link = page.getByRole('dialog').getByRole('link')
  const path = (await link.getAttribute('href')) ?? ''
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain(new URL(path, page.url()).pathname)

  const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const reader = await stranger.newPage()
  const address = new URL(path, page.url()).href
  await reader.goto(address)
  await expect(reader.getByRole('article').last()).toContainText('shared with the world')
  await page.getByRole('dialog').getByRole('button', { name: 'End link' }).click()
  await expect(link).toHaveCount(0)
  const id = address.split('/').at(-1)
  expect((await reader.request.get(`/api/shares/${id}`)).status()).toBe(404)
  await stranger.close()
  await setSharing('signed-in')
})

test('a chat and the account are exported, and chats of another program come once', async ({
  page,
}) => {
  await page.goto('/')
  await send(page, 'Hello')
  await wholeAnswer(page, 1)
  const list = page.getByTestId('chat-list')
  await openChatMenu(page).press('Enter')
  const chat = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export: Markdown' }).click()
  expect((await chat).suggestedFilename()).toMatch(/\.md$/)

  await page.goto('/account')
  const everything = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export everything' }).click()
  expect((await everything).suggestedFilename()).toBe('lumos-export.zip')

  const conversation = {
    ...{ conversationId: crypto.randomUUID(), title: 'Puffin plans' },
    messages: [
      { messageId: 'm1', parentMessageId: null, isCreatedByUser: true, text: 'Where are puffins?' },
      { messageId: 'm2', parentMessageId: 'm1', isCreatedByUser: false, text: 'In Iceland.' },
    ],
  }
  const file = {
    ...{ name: 'librechat.json', mimeType: 'application/json' },
    buffer: Buffer.from(JSON.stringify(conversation)),
  }
  const bring = () => page.locator('input[type=file][accept*=zip]').setInputFiles(file)
  await bring()
  const result = page.getByTestId('import-result')
  await expect(result).toContainText('1 chat imported, 0 already here')
  await expect(list.getByRole('link', { name: 'Puffin plans' })).toBeVisible()
  await bring()
  await expect(result).toContainText('0 chats imported, 1 already here')
  await list.getByRole('link', { name: 'Puffin plans' }).click()
  await expect(page.getByTestId('message-assistant')).toContainText('In Iceland.')
})

test('name and language of the account are changed, and kept', async ({ page }) => {
  await page.goto('/account')
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace')
  await page.getByRole('button', { name: 'Save' }).first().click()
  await expect
    .poll(async () => (await (await page.request.get('/api/account')).json()).name)
    .toBe('Ada Lovelace')
  await page.getByLabel('Language').selectOption('zh')
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/)
  await page.getByLabel('语言').selectOption('en')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  const data = { name: admin.name, language: null }
  expect((await page.request.patch('/api/account', { headers, data })).ok()).toBe(true)
})

test('an API key is shown once, works, and is revoked', async ({ page, playwright, baseURL }) => {
  await page.goto('/account')
  await page.getByTestId('new-key').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('Editor')
  await dialog.getByRole('button', { name: 'Make key' }).click()
  const key = (await page.getByTestId('new-key-value').textContent()) ?? ''
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByTestId('api-keys')).toContainText('Editor')
  const program = await playwright.request.newContext({
    ...(baseURL && { baseURL }),
    storageState: { cookies: [], origins: [] },
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  })
  expect((await program.get('/v1/models')).status()).toBe(200)
  await page.getByRole('button', { name: 'Revoke “Editor”' }).click()
  await page.getByTestId('confirm').click()
  await expect(page.getByText('Editor', { exact: true })).toHaveCount(0)
  expect((await program.get('/v1/models')).status()).toBe(401)
  await program.dispose()
})
