import { lastAnswer, openChatMenu, send, wholeAnswer } from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

test('a deleted chat stays away: by Back, in another tab, and with the words typed there', async ({
  page,
  context,
}) => {
  await page.goto('/')
  await send(page, 'Hello from a chat that will be deleted')
  await wholeAnswer(page, 1)
  const path = new URL(page.url()).pathname
  const other = await context.newPage()
  await other.goto(path)
  await expect(lastAnswer(other)).toBeVisible()
  await other.getByTestId('composer').fill('Words that stay')
  await page.bringToFront()
  await openChatMenu(page).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page).toHaveURL('/')
  await page.goBack()
  await expect(page.getByTestId('deleted-chat')).toBeVisible()
  await expect(page.getByTestId('message-user')).toHaveCount(0)

  await other.bringToFront()
  await expect(other.getByTestId('deleted-chat')).toContainText('Words that stay')
  await other.getByRole('button', { name: 'New chat with these words' }).click()
  await expect(other.getByTestId('composer')).toHaveValue('Words that stay')
})

test('messages are queued while an answer runs, in order, and one can be sent at once', async ({
  page,
}) => {
  await page.goto('/')
  await send(page, 'Write a long essay about waiting.')
  await expect(lastAnswer(page)).toContainText('Part 1')
  for (const text of ['    first indented', 'second']) {
    await page.getByTestId('composer').fill(text)
    await page.getByTestId('composer').press('Enter')
  }
  await expect(page.getByTestId('queued')).toHaveCount(2)
  await page.getByTestId('queued').nth(1).getByRole('button', { name: 'Edit' }).click()
  await expect(page.getByTestId('composer')).toHaveValue('second')
  await page.getByTestId('composer').fill('')
  await page.getByTestId('queued').getByTestId('send-now').click()
  await expect(page.getByTestId('queued')).toHaveCount(0)
  await expect(page.getByTestId('message-user')).toHaveCount(2)
  await wholeAnswer(page, 2)
  const chatId = page.url().split('/').at(-1)
  const { messages } = await (await page.request.get(`/api/chats/${chatId}`)).json()
  expect(messages.at(-2).parts[0].text).toBe('    first indented')
})

test('the branch that is shown stays after a reload and on another page', async ({
  page,
  context,
}) => {
  await page.goto('/')
  await send(page, 'Hello there')
  await wholeAnswer(page, 1)
  await page.getByTestId('message-user').hover()
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Edit' }).fill('Hello again')
  await page.getByRole('textbox', { name: 'Edit' }).press('Enter')
  await expect(page.getByTestId('message-user')).toContainText('Hello again')
  await wholeAnswer(page, 1)
  await page.getByTestId('message-user').getByRole('button', { name: 'Previous version' }).click()
  await expect(page.getByTestId('message-user')).toContainText('Hello there')
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(other.getByTestId('message-user')).toContainText('Hello there')
  await page.reload()
  await expect(page.getByTestId('message-user')).toContainText('Hello there')
})
