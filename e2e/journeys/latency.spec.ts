import type { APIRequestContext } from '@playwright/test'
import { headers, send, wholeAnswer } from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

async function createAgent(request: APIRequestContext, name: string, model: string) {
  const data = { name, model: `demo/${model}` }
  const agent = await (await request.post('/api/agents', { headers, data })).json()
  return agent.id as string
}

/** Ten turns, as if of ten users. */
async function tenTurns(request: APIRequestContext, agentId: string) {
  const turns = Array.from({ length: 10 }, async () => {
    const parts = [{ type: 'text', text: 'How long do I steep green tea?' }]
    const message = { id: crypto.randomUUID(), role: 'user', parts }
    const data = { id: crypto.randomUUID(), agentId, message }
    const response = await request.post('/api/chat', { headers, data, timeout: 60_000 })
    expect(await response.text()).toContain('[DONE]')
  })
  await Promise.all(turns)
}

test('the story: an admin sees that the model is the wait, changes it with one click, and is several times faster', async ({
  page,
}) => {
  const { request } = page
  // The models are simulated and five times faster than the real ones.
  await tenTurns(request, await createAgent(request, 'Helper', 'glm-4-flash@x5'))
  const agentId = await createAgent(request, 'Advisor', 'glm-4.6@x5')
  await tenTurns(request, agentId)

  await page.goto('/')
  await page.getByRole('link', { name: 'Latency' }).click()
  await page.getByRole('main').getByLabel('Agent', { exact: true }).selectOption('Advisor')
  const finding = page.getByTestId('finding').first()
  await expect(finding).toContainText('glm-4.6@x5')
  const share = await finding.getByTestId('finding-share').getAttribute('data-share')
  expect(Number(share)).toBeGreaterThan(0.5)
  const fix = finding.getByTestId('apply-fix').first()
  await expect(fix).toContainText('Use demo/')
  await expect(fix).toContainText('expected')
  await fix.click()
  await expect(page.getByTestId('finding')).toHaveCount(0)
  const applied = page.getByTestId('applied-fix').first()
  await expect(applied).toContainText('no turns since')

  const chosen = await (await request.get('/api/agents')).json()
  const { model } = chosen.items.find((agent: { id: string }) => agent.id === agentId)
  expect(model).not.toContain('glm-4.6')
  await tenTurns(request, agentId)
  const times = applied.getByTestId('before-after')
  await expect.poll(async () => Number(await times.getAttribute('data-times'))).toBeGreaterThan(2)
  await expect(page.locator('[data-rule=slow-model]')).toHaveCount(0)
  await expect(page.getByTestId('live-note')).toContainText('last change at')
})

test('an applied fix is taken back with one click', async ({ page }) => {
  const { request } = page
  const agentId = await createAgent(request, 'Paused', 'sim:ttfb=30,gap=1,tokens=4')
  const data = { streaming: { deltaDelayMs: 5 } }
  await request.patch(`/api/agents/${agentId}`, { headers, data })
  await tenTurns(request, agentId)
  await page.goto(`/latency?agentId=${agentId}`)
  await page.locator('[data-rule=delayed-deltas]').getByTestId('apply-fix').click()
  const applied = page.getByTestId('applied-fix')
  await expect(applied).toContainText('No pause between pieces')
  await applied.getByRole('button', { name: 'Undo' }).click()
  await expect(applied).toContainText('undone')
  const { items } = await (await request.get('/api/agents')).json()
  const agent = items.find((one: { id: string }) => one.id === agentId)
  expect(agent.streaming.deltaDelayMs).toBe(5)
})

test('a fix that is no longer offered changes nothing, says so, and the findings are read again', async ({
  page,
}) => {
  const { request } = page
  const agentId = await createAgent(request, 'Changed', 'sim:ttfb=30,gap=1,tokens=4')
  const delay = (deltaDelayMs: number) =>
    request.patch(`/api/agents/${agentId}`, { headers, data: { streaming: { deltaDelayMs } } })
  await delay(5)
  await tenTurns(request, agentId)
  await page.goto(`/latency?agentId=${agentId}`)
  const fix = page.locator('[data-rule=delayed-deltas]').getByTestId('apply-fix')
  await expect(fix).toBeVisible()
  await delay(0)
  await fix.click()
  await expect(page.getByText('This fix is not offered any more')).toBeVisible()
  await expect(page.getByTestId('finding')).toHaveCount(0)
  await expect(page.getByTestId('applied-fix')).toHaveCount(0)
})

test('figures, charts as tables, the slowest turn’s trace, and a period without turns', async ({
  page,
}) => {
  const { request } = page
  const agentId = await createAgent(request, 'Measured', 'sim:ttfb=120,gap=1,tokens=6')
  await tenTurns(request, agentId)
  await page.goto(`/latency?period=1h&agentId=${agentId}`)
  await expect(page.getByTestId('figure-tiles')).toContainText('Turns10')
  const distribution = page.getByRole('region', { name: 'How long TTFB was' })
  // Charts are loaded when they come into view.
  await distribution.scrollIntoViewIfNeeded()
  await expect(distribution.locator('.recharts-surface').first()).toBeVisible()
  await distribution.getByRole('button', { name: 'Show as a table' }).press('Enter')
  await expect(distribution.getByRole('table')).toBeVisible()
  const slowest = page.getByRole('region', { name: 'Longest TTFB' })
  await slowest.getByRole('button').first().click()
  await expect(page.getByRole('dialog').getByTestId('waterfall')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByLabel('Period').selectOption('custom')
  await expect(page.getByTestId('figure-tiles')).toContainText('Turns10')
  await page.getByLabel('Until', { exact: true }).fill('2026-01-01T12:00')
  await expect(page).toHaveURL(/until=2026-01-01T/)
  await page.getByLabel('From', { exact: true }).fill('2025-12-24T12:00')
  await expect(page.getByText('No turns in this period')).toBeVisible()
  await expect(page).toHaveURL(/since=2025-12-24T/)
  await page.getByLabel('Period').selectOption('1h')
  await expect(page.getByTestId('figure-tiles')).toContainText('Turns10')
  await page.getByLabel('Model', { exact: true }).selectOption('demo/demo-deep')
  await expect(page.getByText('No turns in this period')).toBeVisible()
  await expect(page).toHaveURL(/model=demo/)
})

test('from an answer’s waterfall an admin comes to the agent’s diagnosis', async ({ page }) => {
  await page.goto('/')
  await send(page, 'Hello there')
  await wholeAnswer(page, 1)
  await page.getByTestId('ttfb-result').click()
  await page.getByRole('link', { name: 'Diagnose this agent' }).click()
  await expect(page).toHaveURL(/\/latency\?agentId=/)
  await expect(page.getByTestId('findings')).toBeVisible()
})

test('only admins have the page', async ({ page, browser }) => {
  const { request } = page
  const account = { name: 'Reader', email: 'latency-reader@example.com', password: 'correct horse' }
  await request.post('/api/users', { headers, data: { ...account, role: 'user' } })
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const other = await context.newPage()
  await other.request.post('/api/auth/sign-in/email', { headers, data: account })
  await other.request.post('/api/auth/change-password', {
    headers,
    data: { currentPassword: account.password, newPassword: 'battery staple' },
  })
  await other.goto('/latency')
  await expect(other.getByTestId('figure-tiles')).toHaveCount(0)
  await expect(other.getByRole('link', { name: 'Latency' })).toHaveCount(0)
  await context.close()
})
