import { headers } from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

/** Milliseconds of "240 ms" or "1.24 s". */
const msOf = (text = '') => Number.parseFloat(text) * (text.includes(' s') ? 1_000 : 1)

test('an admin measures models side by side, is told the cost, and the picker knows the result', async ({
  page,
}) => {
  await page.goto('/settings/models')
  const rows = page.getByTestId('probe-row')
  await expect(rows).not.toHaveCount(0)
  while ((await rows.count()) > 0)
    await rows.first().getByRole('button', { name: 'Do not measure' }).click()
  for (const model of ['demo/sim:ttfb=40,gap=1,tokens=20', 'demo/sim:ttfb=3000,gap=1,tokens=20']) {
    await page.getByTestId('probe-add').click()
    await page.getByTestId('model-search').fill(model)
    await page.keyboard.press('Enter')
  }
  await expect(rows).toHaveCount(2)
  await expect(page.getByTestId('probe-cost')).toContainText('Costs nothing')
  await page.getByLabel('Answers each').selectOption('3')
  await page.getByTestId('probe-start').click()
  await expect(page.getByTestId('probe-p50')).toHaveCount(2)
  await expect(page.getByTestId('probe-start')).toBeVisible()
  const [fast, slow] = await page.getByTestId('probe-p50').allTextContents()
  expect(msOf(slow)).toBeGreaterThan(msOf(fast))
  await expect(rows.first()).toContainText('tokens/s')
})

test('a probe that takes too long is stopped, and what it measured stays', async ({ page }) => {
  await page.goto('/settings/models')
  await page.getByTestId('probe-add').click()
  await page.getByTestId('model-search').fill('demo/sim:ttfb=1500,gap=1,tokens=5')
  await page.keyboard.press('Enter')
  await page.getByLabel('Answers each').selectOption('20')
  await page.getByTestId('probe-start').click()
  const row = page.locator(
    '[data-testid=probe-row][data-model="demo/sim:ttfb=1500,gap=1,tokens=5"]',
  )
  await expect(row).toContainText('of 20')
  await page.getByTestId('probe-stop').click()
  await expect(row).toContainText('stopped after')
  await expect(page.getByTestId('probe-start')).toBeVisible()
})

test('a provider is measured by itself only when an admin says so', async ({ page }) => {
  const data = { name: 'Watched', baseUrl: 'http://127.0.0.1:9/v1' }
  const provider = await (await page.request.post('/api/providers', { headers, data })).json()
  await page.goto('/settings/providers')
  await page.getByRole('button', { name: 'Actions for Watched' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const form = page.getByTestId('provider-form')
  await form.getByText('Kind, headers and measuring').click()
  await expect(form.getByLabel('Measure by itself')).toHaveValue('off')
  await form.getByLabel('Measure by itself').selectOption('daily')
  await page.getByTestId('save-provider').click()
  await expect(form).toBeHidden()
  const { items } = await (await page.request.get('/api/providers')).json()
  expect(items.find(({ id }: { id: string }) => id === provider.id).probeEvery).toBe('daily')
  await page.request.delete(`/api/providers/${provider.id}`, { headers })
})
