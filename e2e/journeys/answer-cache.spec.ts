import {
  chooseAgent,
  createAgent,
  deleteAgent,
  lastAnswer,
  send,
  ttfbMsOf,
  wholeAnswer,
} from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

test('an admin switches the answer cache on; the same question is answered at once, or anew', async ({
  page,
}) => {
  const ttfbMs = 3_000
  const model = `demo/sim:ttfb=${ttfbMs},gap=1,tokens=30`
  const agent = await createAgent(page.request, { name: 'Desk', model })
  await page.goto(`/settings/agents/${agent.id}`)
  await page.getByText('Advanced', { exact: true }).click()
  await page.getByRole('switch', { name: 'Answer cache' }).click()
  await expect(page.getByLabel('Kept for')).toHaveValue('24')
  await page.getByTestId('save-agent').click()
  await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible()

  const ask = async () => {
    await page.goto('/')
    await chooseAgent(page, 'Desk')
    await send(page, 'When is the office open?')
    await wholeAnswer(page, 1)
  }
  await ask()
  await expect(lastAnswer(page).getByTestId('cached-answer')).toHaveCount(0)
  expect(await ttfbMsOf(page)).toBeGreaterThanOrEqual(ttfbMs)
  await ask()
  await expect(lastAnswer(page).getByTestId('cached-answer')).toContainText('cached')
  expect(await ttfbMsOf(page)).toBeLessThan(ttfbMs)
  await page.reload()
  await expect(lastAnswer(page).getByTestId('cached-answer')).toContainText('cached')

  await lastAnswer(page).getByTestId('ask-anew').click()
  await expect(lastAnswer(page).getByTestId('cached-answer')).toHaveCount(0)
  await wholeAnswer(page, 1)
  expect(await ttfbMsOf(page)).toBeGreaterThanOrEqual(ttfbMs)
  await deleteAgent(page.request, agent.id)
})
