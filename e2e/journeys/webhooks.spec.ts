import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Page } from '@playwright/test'
import { Webhook } from 'standardwebhooks'
import { expectAccessible } from '../support/accessibility.ts'
import { headers, send, wholeAnswer } from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

let receiver: Server
let url: string
let received: { headers: IncomingHttpHeaders; body: string }[]
/** How the receiver answers. */
let status: number

test.beforeEach(async () => {
  received = []
  status = 200
  receiver = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) })
    response.writeHead(status).end('Heard')
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
})
test.afterEach(async ({ page }) => {
  receiver.closeAllConnections()
  receiver.close()
  const { items } = await (await page.request.get('/api/webhooks')).json()
  for (const { id } of items) await page.request.delete(`/api/webhooks/${id}`, { headers })
})

async function readSecret(page: Page): Promise<string> {
  const secret = (await page.getByTestId('new-key-value').textContent()) ?? ''
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByTestId('new-key-value')).toBeHidden()
  return secret
}

test('a webhook is added, tried, told of a turn, rotated and deleted', async ({ page }) => {
  await page.goto('/settings/webhooks')
  await expect(page.getByText('No webhook yet')).toBeVisible()
  await page.getByTestId('add-webhook').click()
  const form = page.getByTestId('webhook-form')
  await form.getByLabel('Name').fill('Pager')
  await form.getByLabel('Address').fill('nonsense')
  await page.getByTestId('save-webhook').click()
  await expect(form.getByText('Choose at least one event.')).toBeVisible()
  await expect(form.getByLabel('Address')).toHaveAttribute('aria-invalid', 'true')
  await form.getByLabel('Address').fill(url)
  await form.getByRole('checkbox', { name: 'Turn ended' }).check()
  await expectAccessible(page)
  await page.getByTestId('save-webhook').click()
  const first = await readSecret(page)

  const row = page.getByTestId('webhook')
  await row.getByTestId('test-webhook').click()
  const delivery = page.getByTestId('delivery')
  await expect(delivery).toHaveAttribute('data-status', 'delivered')
  await delivery.getByText('Details').click()
  await expect(delivery).toContainText('Heard')
  await expect(delivery).toContainText('HTTP 200')
  await expectAccessible(page)
  const [tried] = received
  expect(new Webhook(first).verify(tried?.body ?? '', signed(tried?.headers))).toMatchObject({
    type: 'webhook.test',
  })

  await row.getByRole('button', { name: 'Actions for Pager' }).click()
  await page.getByRole('menuitem', { name: 'New secret' }).click()
  await page.getByRole('button', { name: 'New secret' }).click()
  const second = await readSecret(page)
  expect(second).not.toBe(first)

  await page.goto('/')
  await send(page, 'The secret word is marzipan.')
  await wholeAnswer(page, 1)
  await expect.poll(() => received.length).toBe(2)
  const [, ended] = received
  expect(new Webhook(second).verify(ended?.body ?? '', signed(ended?.headers))).toMatchObject({
    type: 'turn.ended',
    data: { status: 'complete' },
  })
  expect(ended?.body).not.toContain('marzipan')

  await page.goto('/settings/webhooks')
  await expect(page.getByTestId('delivery')).toHaveCount(2)
  await page.getByRole('combobox', { name: 'Event' }).selectOption('Turn ended')
  await expect(page.getByTestId('delivery')).toHaveCount(1)
  await page.getByRole('button', { name: 'Actions for Pager' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No webhook yet')).toBeVisible()
})

test('a receiver that fails is seen, and asked again by hand', async ({ page }) => {
  const data = { name: 'Pager', url, events: ['turn.ended'] }
  await page.request.post('/api/webhooks', { headers, data })
  status = 500
  await page.goto('/')
  await send(page, 'Hello')
  await wholeAnswer(page, 1)
  await expect.poll(() => received.length).toBeGreaterThan(0)
  await page.goto('/settings/webhooks')
  await expect(page.getByText(/Failing since/)).toBeVisible()
  const delivery = page.getByTestId('delivery')
  await expect(delivery).toContainText('The receiver refused it.')
  status = 200
  await delivery.getByRole('button', { name: /Send Turn ended of .* again/ }).click()
  await expect(delivery).toHaveAttribute('data-status', 'delivered')
  await expect(page.getByText(/Failing since/)).toBeHidden()
})

function signed(found: IncomingHttpHeaders | undefined): Record<string, string> {
  return found as Record<string, string>
}
