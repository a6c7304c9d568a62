import type { Page } from '@playwright/test'
import {
  chooseAgent,
  createAgent,
  deleteAgent,
  headers,
  send,
  wholeAnswer,
} from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

const model = 'demo/sim:ttfb=50,gap=1,tokens=20'

test('an agent is found among all, and a starter of it begins a chat', async ({ page }) => {
  const { id } = await createAgent(page.request, {
    ...{ name: 'Gardener', description: 'Knows every plant.', model },
    starters: [{ title: 'Tomatoes', text: 'When do I sow tomatoes?' }],
  })
  await page.goto('/agents')
  await page.getByTestId('agent-search').fill('every plant')
  const card = page.getByTestId('agent-card')
  await expect(card).toHaveCount(1)
  await card.getByRole('link', { name: 'Tomatoes' }).click()
  await expect(page.getByTestId('composer')).toHaveValue('When do I sow tomatoes?')
  await expect(page.getByTestId('agent-picker')).toContainText('Gardener')
  await page.getByTestId('send').click()
  await wholeAnswer(page, 1)
  const chat = await page.request.get(`/api/chats/${page.url().split('/').at(-1)}`)
  expect((await chat.json()).agentId).toBe(id)
  await deleteAgent(page.request, id)
})

async function agentIds(page: Page): Promise<string[]> {
  const { items } = await (await page.request.get('/api/agents')).json()
  return items.map(({ id }: { id: string }) => id)
}

test('agents are exported as a file, and come from it again', async ({ page }) => {
  const before = await agentIds(page)
  const { id } = await createAgent(page.request, { name: 'Traveller', model })
  await page.goto('/settings/agents')
  const list = page.getByTestId('agent-list')
  await expect(list.getByText('Traveller')).toHaveCount(1)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export' }).click()
  const path = await (await download).path()
  await deleteAgent(page.request, id)
  await page.reload()
  await expect(list).toBeVisible()
  await expect(list.getByText('Traveller')).toHaveCount(0)
  await page.getByTestId('agents-file').setInputFiles(path)
  await expect(list.getByText('Traveller')).toHaveCount(1)
  for (const known of await agentIds(page))
    if (!before.includes(known)) await deleteAgent(page.request, known)
})

test('a model is chosen at the message, answers, and is named', async ({ page }) => {
  const settings = { name: 'Chooser', model, allowModelChoice: true }
  const agent = await createAgent(page.request, settings)
  await page.goto('/')
  await chooseAgent(page, 'Chooser')
  await page.getByTestId('choice-picker').click()
  await page.getByTestId('choose-demo/demo-fast').check()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('choice-picker')).toContainText('demo-fast')
  await send(page, 'Who answers?')
  await expect(await wholeAnswer(page, 1)).toContainText('demo/demo-fast')
  // The choice stays with the chat.
  await page.reload()
  await expect(page.getByTestId('choice-picker')).toContainText('demo-fast')
  await page.request.delete(`/api/chats/${page.url().split('/').at(-1)}`, { headers })
  await deleteAgent(page.request, agent.id)
})
