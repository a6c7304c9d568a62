import type { Page } from '@playwright/test'
import { headers, lastAnswer, send, wholeAnswer } from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

const list = (page: Page) => page.getByTestId('chat-list')
const row = (page: Page, title: string) => list(page).getByRole('link', { name: title })

async function newChat(page: Page, text: string): Promise<string> {
  await page.goto('/')
  await send(page, text)
  await wholeAnswer(page, 1)
  const id = page.url().split('/').at(-1) ?? ''
  await page.request.patch(`/api/chats/${id}`, { headers, data: { title: text } })
  await expect(row(page, text)).toBeVisible()
  return id
}

async function act(page: Page, title: string, name: string): Promise<void> {
  const item = page.getByRole('menuitem', { name, exact: true })
  // A row that moves to another section closes its menu.
  await expect(async () => {
    await list(page)
      .getByRole('button', { name: `Actions for “${title}”` })
      .press('Enter')
    await item.click({ timeout: 5_000 })
  }).toPass()
}

test('a chat is pinned, put into a new folder by the keyboard, archived and found again', async ({
  page,
}) => {
  await newChat(page, 'Heron notes')
  await act(page, 'Heron notes', 'Pin')
  await expect(list(page).getByRole('region', { name: 'Pinned' })).toContainText('Heron notes')
  await act(page, 'Heron notes', 'Unpin')
  await expect(list(page).getByRole('region', { name: 'Pinned' })).toHaveCount(0)

  await act(page, 'Heron notes', 'Move to folder')
  const dialog = page.getByRole('dialog', { name: 'Move to folder' })
  await dialog.getByRole('button', { name: 'New folder' }).press('Enter')
  await dialog.getByLabel('Name').fill('Birds')
  await dialog.getByLabel('Instructions').fill('Speak of birds.')
  await dialog.getByLabel('Name').press('Enter')
  await expect(dialog).toBeHidden()
  await expect(row(page, 'Heron notes')).toHaveCount(0)
  const folder = page.getByTestId('folder').getByRole('button', { name: 'Birds', exact: true })
  await folder.press('Enter')
  await expect(row(page, 'Heron notes')).toBeVisible()

  await page.getByTestId('folder').getByRole('button', { name: 'New chat in this folder' }).click()
  await expect(page.getByTestId('folder-note')).toContainText('Birds')
  await send(page, 'Second in the folder')
  await wholeAnswer(page, 1)
  const id = page.url().split('/').at(-1)
  const chat = await (await page.request.get(`/api/chats/${id}`)).json()
  const { items } = await (await page.request.get('/api/folders')).json()
  expect(chat.folderId).toBe(items[0].id)

  await act(page, 'Heron notes', 'Archive')
  await expect(row(page, 'Heron notes')).toHaveCount(0)
  await page.getByTestId('chat-search').fill('heron')
  await expect(row(page, 'Heron notes')).toBeVisible()
  await page.getByRole('link', { name: 'Archive and bin' }).click()
  const takeOut = page.getByRole('button', { name: 'Take out of the archive: Heron notes' })
  await takeOut.click()
  await expect(takeOut).toHaveCount(0)
})

test('a deleted chat comes back by Undo, from the bin, and on another page', async ({
  page,
  context,
}) => {
  const id = await newChat(page, 'Stork notes')
  const other = await context.newPage()
  await other.goto(`/chat/${id}`)
  await expect(lastAnswer(other)).toBeVisible()
  await page.bringToFront()
  await act(page, 'Stork notes', 'Delete')
  await expect(row(page, 'Stork notes')).toHaveCount(0)
  await expect.poll(async () => (await page.request.get(`/api/chats/${id}`)).status()).toBe(404)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row(page, 'Stork notes')).toBeVisible()
  await expect(lastAnswer(page)).toBeVisible()
  await expect.poll(async () => (await page.request.get(`/api/chats/${id}`)).status()).toBe(200)

  await act(page, 'Stork notes', 'Delete')
  await expect.poll(async () => (await page.request.get(`/api/chats/${id}`)).status()).toBe(404)
  await page.goto('/archive')
  await page.getByRole('button', { name: 'Bin', exact: true }).click()
  await expect(page.getByTestId('put-away')).toContainText('Stork notes')
  await page.getByRole('button', { name: 'Restore: Stork notes' }).click()
  await expect(row(page, 'Stork notes')).toBeVisible()
  await other.bringToFront()
  await other.goto(`/chat/${id}`)
  await expect(lastAnswer(other)).toBeVisible()
})

test('chats of the bin are restored, and deleted for ever after a question, at once', async ({
  page,
}) => {
  const ids = [await newChat(page, 'Ibis one'), await newChat(page, 'Ibis two')]
  const openBin = async () => {
    const data = { ids, patch: { deleted: true } }
    expect((await page.request.patch('/api/chats', { headers, data })).status()).toBe(200)
    await page.goto('/archive')
    await page.getByRole('button', { name: 'Bin', exact: true }).click()
    await page.getByRole('checkbox', { name: 'Select “Ibis one”' }).check()
    await page.getByRole('checkbox', { name: 'Select “Ibis two”' }).check()
  }
  const binned = page.getByTestId('put-away').getByText(/Ibis/)
  await openBin()
  await page.getByTestId('restore-selected').click()
  await expect(binned).toHaveCount(0)
  await expect(row(page, 'Ibis one')).toBeVisible()
  await expect(row(page, 'Ibis two')).toBeVisible()

  await openBin()
  await page.getByTestId('delete-selected').click()
  const question = page.getByRole('alertdialog', { name: 'Delete 2 chats for ever?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(binned).toHaveCount(2)
  await page.getByTestId('delete-selected').click()
  await question.getByTestId('confirm').click()
  await expect(binned).toHaveCount(0)
  const data = { ids, patch: { deleted: false } }
  expect((await page.request.patch('/api/chats', { headers, data })).status()).toBe(404)
})

test('several chats are archived at once, and a refused change is taken back', async ({ page }) => {
  await newChat(page, 'Egret one')
  await newChat(page, 'Egret two')
  await act(page, 'Egret one', 'Select chats')
  await list(page).getByRole('checkbox', { name: 'Egret two' }).check()
  await expect(page.getByTestId('selection')).toContainText('2 selected')
  await page.getByTestId('selection').getByRole('button', { name: 'Archive' }).click()
  await expect(row(page, 'Egret one')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row(page, 'Egret two')).toBeVisible()

  await page.route('**/api/chats', (route) =>
    route.fulfill({ status: 500, json: { error: { code: 'broken', message: 'Broken today.' } } }),
  )
  const archive = page.getByRole('menuitem', { name: 'Archive', exact: true })
  // The list is read again after the undo, which closes a menu that is open in it.
  await expect(async () => {
    await list(page).getByRole('button', { name: 'Actions for “Egret one”' }).click()
    await expect(archive).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await archive.click()
  await expect(page.getByText('Broken today.')).toBeVisible()
  await expect(row(page, 'Egret one')).toBeVisible()
})

test('a selection of an answer is quoted, and an answer is copied as Markdown and rich text', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await newChat(page, 'Show me code and a table')
  const answer = lastAnswer(page)
  const words = await answer.locator('p').first().textContent()
  await answer.locator('p').first().selectText()
  await expect(page.getByTestId('quote')).toBeVisible()
  await page.keyboard.press('Alt+q')
  await expect(page.getByTestId('composer')).toHaveValue(`> ${words}\n\n`)
  await expect(page.getByTestId('composer')).toBeFocused()
  await expect(page.getByTestId('quote')).toHaveCount(0)

  await answer.getByRole('button', { name: 'Copy', exact: true }).last().click()
  const copied = () =>
    page.evaluate(async () => {
      const [item] = await navigator.clipboard.read()
      const read = async (type: string) => (await item?.getType(type))?.text()
      return { plain: await read('text/plain'), html: await read('text/html') }
    })
  await expect.poll(async () => (await copied()).plain).toContain('```')
  expect((await copied()).html).toContain('<table')
})

test('files that are not sent survive a reload, and a failed upload says why nothing is sent', async ({
  page,
}) => {
  await page.goto('/')
  const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('notes') })
  await page.getByTestId('file-input').setInputFiles(file('kept.txt'))
  await expect(page.getByTestId('attachment')).toHaveAttribute('data-status', 'uploaded')
  await page.reload()
  await expect(page.getByTestId('attachment')).toContainText('kept.txt')

  await page.route('**/api/files', (route) => route.abort())
  await page.getByTestId('file-input').setInputFiles(file('lost.txt'))
  await expect(page.getByTestId('not-yet')).toContainText('could not be uploaded')
  await page.getByTestId('composer').fill('What do they say?')
  await expect(page.getByTestId('send')).toBeDisabled()
  await page.getByRole('button', { name: 'Remove lost.txt' }).click()
  await page.getByTestId('send').click()
  await wholeAnswer(page, 1)
  await expect(page.getByTestId('message-user')).toContainText('kept.txt')
  await expect(page.getByTestId('attachment')).toHaveCount(0)
})

test('Enter while a file is uploading sends the message when the file is there', async ({
  page,
}) => {
  await page.goto('/')
  const hold = Promise.withResolvers<void>()
  await page.route('**/api/files', async (route) => {
    await hold.promise
    await route.continue()
  })
  const buffer = Buffer.from('notes')
  const slow = { name: 'slow.txt', mimeType: 'text/plain', buffer }
  await page.getByTestId('file-input').setInputFiles(slow)
  await page.getByTestId('composer').fill('What do they say?')
  await page.getByTestId('composer').press('Enter')
  await expect(page.getByTestId('not-yet')).toContainText('Sent as soon as its files are uploaded')
  await page.getByTestId('composer').fill('What do the notes say?')
  await expect(page.getByTestId('not-yet')).toContainText('when its files are uploaded')
  await page.getByTestId('send').click()
  hold.resolve()
  await wholeAnswer(page, 1)
  await expect(page.getByTestId('message-user')).toContainText('What do the notes say?')
  await expect(page.getByTestId('message-user')).toContainText('slow.txt')
  await expect(page.getByTestId('composer')).toHaveValue('')
})

test('a rating on one page shows on another', async ({ page, context }) => {
  const id = await newChat(page, 'Rate me')
  const other = await context.newPage()
  const listening = other.waitForRequest('**/api/events')
  await other.goto(`/chat/${id}`)
  await listening
  await page.getByTestId('rate-up').click()
  await expect(other.getByTestId('rate-up')).toHaveAttribute('aria-pressed', 'true')
})
