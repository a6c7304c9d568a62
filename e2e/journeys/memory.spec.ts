import type { APIRequestContext, Page } from '@playwright/test'
import { headers, lastAnswer, openChatMenu, send, wholeAnswer } from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

const moves = [
  {
    locale: 'en-US',
    language: 'English',
    before: 'I live in Shanghai.',
    after: 'I moved to Berlin last month.',
    now: 'Where do I live?',
    past: 'Did I ever live in Shanghai?',
    first: 'Shanghai',
    second: 'Berlin',
    used: /used \d/,
  },
  {
    locale: 'zh-CN',
    language: 'Chinese',
    before: '我住在上海。',
    after: '我上个月搬到柏林了。',
    now: '我住在哪里？',
    past: '我以前在上海住过吗？',
    first: '上海',
    second: '柏林',
    used: /\d/,
  },
]

async function memories(request: APIRequestContext, word: string) {
  const { items } = await (
    await request.get(`/api/memories?query=${encodeURIComponent(word)}`)
  ).json()
  return items as { id: string; text: string; validTo: string | null }[]
}

async function ask(page: Page, text: string) {
  await page.goto('/')
  await send(page, text)
  return wholeAnswer(page, 1)
}

/**
 * Waits for the server: the page shows the change earlier, and leaving it may cancel the request.
 */
async function switchMemory(page: Page) {
  const saved = page.waitForResponse('**/api/memories/settings')
  await page.getByTestId('memory-switch').click()
  await saved
}

for (const move of moves) {
  test.describe(move.language, () => {
    test.use({ locale: move.locale })

    test('who moved to Berlin lives there, and once lived in Shanghai', async ({ page }) => {
      await page.request.delete('/api/memories', { headers })
      await ask(page, move.before)
      await expect.poll(async () => (await memories(page.request, move.first)).length).toBe(1)
      await ask(page, move.after)
      await expect.poll(async () => (await memories(page.request, move.second)).length).toBe(1)
      const [old] = await memories(page.request, move.first)
      expect(old?.validTo, 'the old home has an end').not.toBeNull()

      await expect(await ask(page, move.now)).toContainText(move.second)
      await expect(lastAnswer(page).getByTestId('used-memories')).toHaveText(move.used)
      const past = await ask(page, move.past)
      await past.getByTestId('used-memories').click()
      await expect(page.getByTestId('used-memory-list')).toContainText(move.first)
    })
  })
}

test('a memory behind an answer shows its source, is changed and forgotten there, with a way back', async ({
  page,
}) => {
  await page.request.delete('/api/memories', { headers })
  await ask(page, 'My sister plays the cello.')
  await expect.poll(async () => (await memories(page.request, 'cello')).length).toBe(1)
  const answer = await ask(page, 'Which instrument does my sister play?')
  await page.reload()
  await answer.getByTestId('used-memories').click()
  const list = page.getByTestId('used-memory-list')
  await expect(list.getByRole('link', { name: 'Source chat' })).toHaveAttribute('href', /^\/chat\//)

  await list.getByRole('button', { name: 'Edit' }).click()
  await list.getByRole('textbox', { name: 'Memory' }).fill("The user's sister plays the viola.")
  await page.keyboard.press('Enter')
  await expect(list).toContainText('viola')
  // The list shows the change before the server has saved it.
  await expect.poll(async () => (await memories(page.request, 'viola')).length).toBe(1)

  await list.getByTestId('forget-memory').click()
  await expect(list).toContainText('This memory was forgotten.')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(list).toContainText('viola')
  await list.getByTestId('forget-memory').click()
  await expect.poll(async () => (await memories(page.request, 'viola')).length).toBe(0)
})

test('memory is switched off for a chat and altogether, and a temporary chat leaves nothing', async ({
  page,
}) => {
  await page.request.delete('/api/memories', { headers })
  await page.request.post('/api/memories', { headers, data: { text: 'The user plays the harp.' } })
  const question = 'Which instrument do I play?'
  await expect(await ask(page, question)).toContainText('harp')
  const chatId = page.url().split('/').at(-1)
  await openChatMenu(page).click()
  await page.getByRole('menuitem', { name: 'No memory here' }).click()
  await expect(page.getByText('neither uses nor feeds')).toBeVisible()
  await send(page, question)
  await expect(await wholeAnswer(page, 2)).toBeVisible()
  await expect(lastAnswer(page).getByTestId('used-memories')).toHaveCount(0)

  await page.goto('/memories')
  await switchMemory(page)
  await expect(page.getByText('Nothing is recalled')).toBeVisible()
  await ask(page, question)
  await expect(lastAnswer(page).getByTestId('used-memories')).toHaveCount(0)
  await page.goto('/memories')
  await switchMemory(page)
  await expect(page.getByText('Nothing is recalled')).toHaveCount(0)

  await page.goto('/')
  await page.getByTestId('temporary').click()
  await expect(page.getByTestId('temporary')).toHaveAttribute('aria-pressed', 'true')
  await send(page, 'A secret zeppelin. Which instrument do I play?')
  await wholeAnswer(page, 1)
  await expect(page.getByTestId('temporary-note')).toBeVisible()
  await expect(lastAnswer(page).getByTestId('used-memories')).toHaveCount(0)
  await expect(page.getByTestId('chat-list')).not.toContainText('zeppelin')
  const temporary = page.url().split('/').at(-1)
  expect((await page.request.get(`/api/chats/${temporary}`)).status()).toBe(200)
  await page.getByTestId('new-chat').click()
  await page.getByTestId('confirm').click()
  await expect
    .poll(async () => (await page.request.get(`/api/chats/${temporary}`)).status())
    .toBe(404)
  expect((await page.request.get(`/api/chats/${chatId}`)).status()).toBe(200)
})
