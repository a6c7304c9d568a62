import type { Page } from '@playwright/test'
import {
  chooseAgent,
  createAgent,
  deleteAgent,
  lastAnswer,
  send,
  wholeAnswer,
} from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

const quick = 'demo/demo-fast@x0.4'

async function ask(page: Page, agent: string): Promise<void> {
  await page.goto('/')
  await chooseAgent(page, agent)
  await send(page, 'Hello there')
}

async function openWaterfall(page: Page) {
  await page.getByTestId('ttfb-result').last().click()
  await expect(page.getByTestId('waterfall')).toBeVisible()
  return page.getByTestId('attempt')
}

/** Expects all bars on one axis that ends within the panel. */
async function expectAligned(page: Page) {
  const axes = await page
    .getByTestId('waterfall')
    .locator('td > [aria-hidden]')
    .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().toJSON()))
  expect(axes.length).toBeGreaterThan(5)
  expect(new Set(axes.map(({ left }) => Math.round(left))).size).toBe(1)
  expect(new Set(axes.map(({ right }) => Math.round(right))).size).toBe(1)
  const table = await page
    .getByTestId('waterfall')
    .evaluate((panel) => panel.scrollWidth - panel.clientWidth)
  expect(table).toBeLessThanOrEqual(0)
}

test('a silent model is overtaken, and the waterfall shows what became of both', async ({
  page,
}) => {
  const name = 'Hedged'
  const model = 'demo/sim:ttfb=30000'
  const hedge = { afterMs: 1_500, model: quick }
  const agent = await createAgent(page.request, { name, model, hedge })
  await ask(page, name)
  await expect(page.getByTestId('ttfb-attempt')).toContainText(`${quick} is asked too`)
  await wholeAnswer(page, 1)
  await expect(lastAnswer(page)).toContainText(quick)
  const attempts = await openWaterfall(page)
  await expect(attempts).toHaveCount(2)
  await expect(attempts.first()).toHaveAttribute('data-outcome', 'slower')
  await expect(attempts.first()).toContainText(model)
  await expect(attempts.last()).toContainText('answered after')
  await page.reload()
  await expect(await openWaterfall(page)).toHaveCount(2)
  await expectAligned(page)
  await page.setViewportSize({ width: 390, height: 800 })
  await expectAligned(page)
  await deleteAgent(page.request, agent.id)
})

test('a dead model is waited for once: then its fallback answers at once, and settings say why', async ({
  page,
}) => {
  const name = 'With a fallback'
  const model = 'demo/sim:ttfb=30000,tokens=31'
  const deadlines = { firstTokenMs: 4_000 }
  const agent = await createAgent(page.request, { name, model, deadlines, fallbackModel: quick })
  await ask(page, name)
  await expect(page.getByTestId('ttfb-attempt')).toContainText('no first token in time')
  await wholeAnswer(page, 1)
  const ttfb = page.getByTestId('ttfb-result').last()
  expect(Number(await ttfb.getAttribute('data-ttfb-ms'))).toBeGreaterThan(deadlines.firstTokenMs)
  await send(page, 'And once more')
  await wholeAnswer(page, 2)
  expect(Number(await ttfb.getAttribute('data-ttfb-ms'))).toBeLessThan(deadlines.firstTokenMs)
  const attempts = await openWaterfall(page)
  await expect(attempts.first()).toContainText('not asked: it failed repeatedly just before')
  await expect(attempts.last()).toHaveAttribute('data-outcome', 'answered')
  await page.goto('/settings/agents')
  const row = page.getByRole('listitem').filter({ hasText: name })
  await expect(row.getByTestId('breaker')).toBeVisible()
  await page.goto(`/settings/agents/${agent.id}`)
  await expect(page.getByTestId('model-picker').getByTestId('breaker')).toBeVisible()
  await deleteAgent(page.request, agent.id)
})

test('auto answers a greeting at once, says why, and thinks longer when asked to', async ({
  page,
}) => {
  const name = 'Auto'
  const routing = { fastModel: 'demo/demo-fast@x5', deepModel: 'demo/demo-deep@x5' }
  const agent = await createAgent(page.request, { name, model: quick, routing })
  await ask(page, name)
  await wholeAnswer(page, 1)
  await expect(lastAnswer(page)).toContainText(routing.fastModel)
  await openWaterfall(page)
  const why = page.getByTestId('routing')
  await expect(why).toContainText('Auto chose the fast model')
  await expect(why).toContainText('small talk')
  await page.keyboard.press('Escape')

  await page.getByTestId('ask-deep').click()
  await expect(page.getByTestId('send')).toBeVisible({ timeout: 30_000 })
  await expect(lastAnswer(page)).toContainText(routing.deepModel)
  await expect(page.getByTestId('message-user')).toHaveCount(1)
  await openWaterfall(page)
  await expect(page.getByTestId('routing')).toContainText('You asked for it.')
  await page.reload()
  await expect(page.getByTestId('ask-fast')).toBeVisible()
  await page.getByRole('button', { name: 'Previous version' }).click()
  await expect(page.getByTestId('ask-deep')).toBeVisible()

  await send(page, 'Prove that there are infinitely many prime numbers.')
  await wholeAnswer(page, 2)
  await expect(lastAnswer(page)).toContainText(routing.deepModel)
  await openWaterfall(page)
  await expect(page.getByTestId('routing')).toContainText('The words that count most:')
  await deleteAgent(page.request, agent.id)
})
