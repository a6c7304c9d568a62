import { lastAnswer, send, wholeAnswer } from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

test('answers come over a WebSocket where the account says so, and survive a reload and a stop', async ({
  page,
}) => {
  await page.goto('/account')
  await page.getByLabel('How answers arrive').selectOption('websocket')
  await page.goto('/')
  const opened = page.waitForEvent('websocket')
  await send(page, 'Write a long essay about waiting.')
  expect((await opened).url()).toContain('/api/ws')
  await expect(lastAnswer(page)).toContainText('Part 2')
  await page.reload()
  await expect(page.getByTestId('stop')).toBeVisible()
  await wholeAnswer(page, 1)
  await send(page, 'Write a long essay about waiting.')
  await expect(lastAnswer(page)).toContainText('Part 1')
  await page.getByTestId('stop').click()
  await expect(page.getByTestId('stop')).toBeHidden()
  const stored = await (await page.request.get(`/api/chats/${page.url().split('/').at(-1)}`)).json()
  expect(stored.messages.map(({ status }: { status: string }) => status)).toEqual([
    ...['complete', 'complete', 'complete', 'stopped'],
  ])
})

test('without a socket, answers come as an event stream', async ({ page }) => {
  // As behind a proxy that drops the upgrade.
  await page.addInitScript(() => {
    const Original = window.WebSocket
    window.WebSocket = class extends Original {
      constructor() {
        super('ws://127.0.0.1:9')
      }
    }
  })
  await page.goto('/account')
  await page.getByLabel('How answers arrive').selectOption('websocket')
  await page.goto('/')
  await send(page, 'Hello')
  await wholeAnswer(page, 1)
})
