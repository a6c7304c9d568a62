import { headers, send, wholeAnswer } from '../support/chat.ts'
import { admin } from '../support/places.ts'
import { expect, test } from '../support/test.ts'

test.use({ serviceWorkers: 'allow' })

test('without a connection chats open, messages wait, and nothing stays after sign-out', async ({
  page,
  context,
}) => {
  // It ends its session; the other journeys of this worker go on with theirs.
  const { email, password } = admin
  const data = { email, password }
  expect((await page.request.post('/api/auth/sign-in/email', { headers, data })).ok()).toBe(true)
  await page.goto('/')
  await send(page, 'Say something to be kept.')
  await wholeAnswer(page, 1)
  const chat = page.url()
  const storedChats = () =>
    page.evaluate(async () => {
      const requests = await (await caches.open('lumos-personal-1')).keys()
      return requests.filter(({ url }) => /\/api\/chats\/[\w-]+$/.test(url)).length
    })
  // Also those of the journeys before, which this server has seen.
  await expect.poll(storedChats, { timeout: 30_000 }).toBeGreaterThanOrEqual(1)
  // The documents of the start page and of a chat.
  await page.goto('/')
  await page.goto(chat)
  await wholeAnswer(page, 1)

  await context.setOffline(true)
  await page.reload()
  await expect(page.getByTestId('message-assistant')).toBeVisible()
  await expect(page.getByTestId('offline')).toBeVisible()
  await page.getByRole('link', { name: 'Memories' }).click()
  await expect(page.getByText('This page needs a connection.')).toBeVisible()
  expect(page.url()).toBe(chat)

  await page.goto('/')
  await send(page, 'Written without a connection.')
  await expect(page.getByTestId('waits-for-connection')).toBeVisible()
  await context.setOffline(false)
  await wholeAnswer(page, 1)
  await expect(page.getByTestId('offline')).toBeHidden()

  await page.getByTestId('user-menu').click()
  await page.getByTestId('sign-out').click()
  await page.waitForURL(/sign-in/)
  expect(await page.evaluate(() => caches.has('lumos-personal-1'))).toBe(false)
})
