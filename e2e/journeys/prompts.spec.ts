import { expectAccessible } from '../support/accessibility.ts'
import { headers, lastAnswer, send, wholeAnswer } from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

test('a prompt is saved, found with a slash, filled in by keys alone, and deleted', async ({
  page,
}) => {
  await page.goto('/prompts')
  await page.getByTestId('add-prompt').click()
  const editor = page.getByTestId('prompt-editor')
  await editor.getByLabel('Title').fill('Introduce')
  await editor.getByLabel('Prompt').fill('Tell {{reader=a child}} what {{thing}} is.')
  await editor.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByTestId('prompt')).toContainText('Asks for: reader, thing')

  await page.getByTestId('new-chat').click()
  const composer = page.getByTestId('composer')
  await composer.click()
  await page.keyboard.type('Hello!')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('/intro')
  const list = page.getByRole('listbox', { name: 'Prompts' })
  await expect(list.getByRole('option')).toHaveText(/Introduce/)
  const active = (await list.getByRole('option').getAttribute('id')) ?? ''
  await expect(composer).toHaveAttribute('aria-activedescendant', active)
  await expectAccessible(page)

  await page.keyboard.press('Enter')
  const variables = page.getByTestId('prompt-variables')
  await expect(variables.getByLabel('reader')).toBeFocused()
  await expect(variables.getByLabel('reader')).toHaveValue('a child')
  await page.keyboard.press('Tab')
  await page.keyboard.type('a comet')
  await page.keyboard.press('Enter')
  await expect(composer).toHaveValue('Hello!\nTell a child what a comet is.')
  await expect(composer).toBeFocused()
  await expect(list).toBeHidden()
  await page.keyboard.press('Enter')
  await wholeAnswer(page, 1)

  await page.goto('/prompts')
  await page.getByTestId('delete-prompt').click()
  await expect(page.getByTestId('prompt')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByTestId('prompt')).toHaveCount(1)
  await page.getByTestId('delete-prompt').click()
  await expect(page.getByTestId('prompt')).toHaveCount(0)
  // Leaving the page carries the deletion out.
  await page.goto('/agents')
  await expect
    .poll(async () => (await (await page.request.get('/api/prompts')).json()).items)
    .toEqual([])
})

test('a slash that is no prompt is sent as it is, and Escape closes the list', async ({ page }) => {
  const data = { title: 'Greet', text: 'Good morning!' }
  const saved = await (await page.request.post('/api/prompts', { headers, data })).json()
  await page.goto('/')
  const composer = page.getByTestId('composer')
  const list = page.getByTestId('prompt-list')
  await composer.fill('/')
  await expect(list.getByRole('option')).toHaveText([/Greet/, 'All prompts'])
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(composer).toHaveValue('/')
  await composer.fill('')
  await composer.fill('/')
  await page.keyboard.press('ArrowUp')
  await expect(list.getByRole('option', { name: 'All prompts' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await expect(composer).toHaveValue('Good morning!')
  await send(page, '/etc/hosts')
  await wholeAnswer(page, 1)
  await expect(page.getByTestId('message-user')).toContainText('/etc/hosts')
  await expect(lastAnswer(page)).toBeVisible()
  await page.request.delete(`/api/prompts/${saved.id}`, { headers })
})

test('prompts come from a file and are shared by the admin', async ({ page }) => {
  const file = {
    ...{ format: 'lumos-prompts', version: 1 },
    prompts: [{ title: 'Brought along', text: 'From a file.' }],
  }
  await page.goto('/prompts')
  await page.getByTestId('prompts-file').setInputFiles({
    name: 'prompts.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(file)),
  })
  const prompt = page.getByTestId('prompt').filter({ hasText: 'Brought along' })
  await prompt.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('switch', { name: 'Share with everybody' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(prompt).toContainText('shared with everybody')
  await page.getByTestId('prompt-search').fill('no such words')
  await expect(page.getByText('No prompt contains these words.')).toBeVisible()

  await page.getByRole('button', { name: 'More actions' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export to a file' }).click()
  expect((await download).suggestedFilename()).toBe('lumos-prompts.json')
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })

  test('a prompt is inserted by a tap, and the field keeps the focus', async ({ page }) => {
    const data = { title: 'Tapped', text: 'By a finger.' }
    await page.request.post('/api/prompts', { headers, data })
    await page.goto('/')
    const composer = page.getByTestId('composer')
    await composer.tap()
    await page.keyboard.type('/tap')
    await page.getByRole('option', { name: 'Tapped' }).tap()
    await expect(composer).toHaveValue('By a finger.')
    await expect(composer).toBeFocused()
  })
})
