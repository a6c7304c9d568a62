import {
  chooseAgent,
  createAgent,
  deleteAgent,
  lastAnswer,
  send,
  wholeAnswer,
} from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

test('a stopped answer goes on in the same place when asked to, also in another tab', async ({
  page,
  context,
}) => {
  await page.goto('/')
  await send(page, 'Write a long essay about going on.')
  await expect(lastAnswer(page).getByRole('heading', { name: 'Part 1' })).toBeVisible()
  await page.getByTestId('stop').click()
  const note = page.getByTestId('message-status')
  await expect(note).toHaveAttribute('data-status', 'stopped')
  const before = await lastAnswer(page).getByRole('heading').allInnerTexts()
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(lastAnswer(other)).toContainText('Part 1')

  await note.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByTestId('stop')).toBeVisible()
  await expect(lastAnswer(page)).toContainText('Part 1')
  await other.bringToFront()
  await other.reload()
  await expect(lastAnswer(page)).toContainText('Part 5', { timeout: 40_000 })
  await wholeAnswer(page, 1)
  await wholeAnswer(other, 1)
  await expect(page.getByTestId('message-assistant')).toHaveCount(1)
  await expect(page.getByTestId('message-user')).toHaveCount(1)
  // The title and five parts; a tab in the background may be a moment behind.
  await expect(lastAnswer(page).getByRole('heading')).toHaveCount(6)
  const headings = await lastAnswer(page).getByRole('heading').allInnerTexts()
  // The answer may have been stopped within its last heading.
  const begun = before.map((text, index) => headings[index]?.slice(0, text.length))
  expect(begun).toEqual(before)
  expect(new Set(headings).size).toBe(headings.length)
  await page.reload()
  await wholeAnswer(page, 1)
  await expect(lastAnswer(page).getByRole('heading')).toHaveText(headings)
  await expect(lastAnswer(other).getByRole('heading')).toHaveText(headings)
})

test('two tabs of one chat show the same answer as it comes', async ({ page, context }) => {
  await page.goto('/')
  await send(page, 'Write a long story about a lighthouse.')
  await expect(lastAnswer(page)).toContainText('Part 1')
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(lastAnswer(other)).toContainText('Part 1')
  await wholeAnswer(page, 1)
  await wholeAnswer(other, 1)
  await expect(lastAnswer(page).getByRole('heading', { name: 'Part 1' })).toBeVisible()
  const headings = await lastAnswer(page).getByRole('heading').allInnerTexts()
  await expect(lastAnswer(other).getByRole('heading')).toHaveText(headings)
})

test('what is asked and gone on with in one tab is seen in the other, as it comes', async ({
  page,
  context,
}) => {
  const agent = await createAgent(page.request, {
    name: 'Slow',
    model: 'demo/sim:ttfb=3000,gap=20,tokens=150',
  })
  await page.goto('/')
  await send(page, 'Hello there')
  await wholeAnswer(page, 1)
  const other = await context.newPage()
  await other.goto(page.url())
  await wholeAnswer(other, 1)
  await chooseAgent(page, 'Slow')
  const counted = other.getByTestId('ttfb-counter').waitFor()
  await send(page, 'And now slowly')
  await counted
  await expect(other.getByTestId('message-user').last()).toHaveText('And now slowly')
  await expect(lastAnswer(other)).toContainText('tok1 ')
  await other.getByTestId('stop').click()
  for (const tab of [page, other]) {
    await expect(tab.getByTestId('message-status')).toHaveAttribute('data-status', 'stopped')
  }
  await page.getByTestId('message-status').getByRole('button', { name: 'Continue' }).click()
  await expect(other.getByTestId('stop')).toBeVisible()
  await wholeAnswer(page, 2)
  await wholeAnswer(other, 2)
  for (const tab of [page, other]) await expect(lastAnswer(tab)).toContainText('tok149')
  expect(await lastAnswer(other).locator('.markdown').textContent()).toBe(
    await lastAnswer(page).locator('.markdown').textContent(),
  )
  await deleteAgent(page.request, agent.id)
})
