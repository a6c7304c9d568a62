import {
  chooseAgent,
  createAgent,
  deleteAgent,
  send,
  ttfbMsOf,
  wholeAnswer,
} from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

test('one change of the model makes the first token several times faster', async ({ page }) => {
  const agent = await createAgent(page.request, { name: 'Story', model: 'demo/glm-4.6@x10' })
  const ask = async () => {
    const figures: number[] = []
    await page.goto('/')
    await chooseAgent(page, 'Story')
    for (const answers of [1, 2, 3]) {
      await send(page, 'Hello')
      await wholeAnswer(page, answers)
      figures.push(await ttfbMsOf(page))
    }
    return Math.min(...figures)
  }
  const slowMs = await ask()

  await page.goto(`/settings/agents/${agent.id}`)
  await page.getByTestId('model-picker').first().click()
  await page.getByTestId('model-search').fill('demo/glm-4-flash@x10')
  await page.keyboard.press('Enter')
  await page.getByTestId('save-agent').click()
  await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible()

  const fastMs = await ask()
  expect(slowMs / fastMs).toBeGreaterThan(3)
  await deleteAgent(page.request, agent.id)
})

test('an admin adds a provider, sees that it works, and an agent uses its model', async ({
  page,
}) => {
  const providers = await (await page.request.get('/api/providers')).json()
  const { baseUrl } = providers.items.find(({ slug }: { slug: string }) => slug === 'demo')
  await page.goto('/settings/providers')
  await page.getByTestId('add-provider').click()
  await page.getByRole('button', { name: 'Other' }).click()
  const form = page.getByTestId('provider-form')
  await form.getByLabel('Name').fill('My server')
  await form.getByLabel('Base URL').fill(baseUrl)
  await form.getByLabel('API key').fill('sk-canary-1234567890')
  await page.getByTestId('save-provider').click()
  const card = page.locator('[data-testid=provider][data-slug=my-server]')
  await expect(card).toContainText('7890')
  await card.getByTestId('provider-check').click()
  await expect(card.getByTestId('provider-check-result')).toContainText('demo-fast')
  expect(await page.content()).not.toContain('sk-canary-1234567890')

  const agent = await createAgent(page.request, { name: 'Mine', model: 'my-server/demo-fast' })
  await page.goto('/')
  await chooseAgent(page, 'Mine')
  await send(page, 'Hello')
  await expect(await wholeAnswer(page, 1)).toContainText('my-server/demo-fast')
  await deleteAgent(page.request, agent.id)
})

test('memories are searched, changed, forgotten and brought back', async ({ page }) => {
  await page.goto('/memories')
  await page.getByRole('button', { name: 'Add memory' }).click()
  await page.getByRole('textbox', { name: 'New memory' }).fill('The user keeps bees.')
  await page.keyboard.press('Enter')
  const list = page.getByTestId('memory-list')
  await expect(list).toContainText('You keep bees')
  await page.getByTestId('memory-search').fill('bees')
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await list.getByRole('listitem').hover()
  await list.getByRole('button', { name: 'Edit' }).click()
  await list.getByRole('textbox', { name: 'Memory' }).fill('The user keeps ten hives of bees.')
  await page.keyboard.press('Enter')
  await expect(list).toContainText('ten hives')
  await list.getByRole('listitem').hover()
  await list.getByTestId('forget-memory').click()
  await expect(page.getByText('ten hives')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(list).toContainText('ten hives')
})
