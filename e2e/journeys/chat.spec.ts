import {
  chooseAgent,
  createAgent,
  deleteAgent,
  headers,
  lastAnswer,
  send,
  wholeAnswer,
} from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

test('a reload in mid-answer continues it, without losing or repeating a word', async ({
  page,
}) => {
  // The answer takes longer than a reload on a busy machine.
  const agent = await createAgent(page.request, { name: 'Slow', model: 'demo/demo-fast@x0.3' })
  await page.goto('/')
  await chooseAgent(page, 'Slow')
  await send(page, 'Write a long essay about waiting.')
  await expect(lastAnswer(page)).toContainText('Part 2')
  await page.reload()
  await expect(page.getByTestId('stop')).toBeVisible()
  const answer = await wholeAnswer(page, 1)
  const stored = await (await page.request.get(`/api/chats/${page.url().split('/').at(-1)}`)).json()
  expect(stored.messages).toHaveLength(2)
  expect(stored.messages[1].status).toBe('complete')
  const written = stored.messages[1].parts[0].text.match(/^#+ .*/gm)
  await expect(answer.getByRole('heading')).toHaveText(
    written.map((line: string) => line.replace(/^#+ /, '')),
  )
  await deleteAgent(page.request, agent.id)
})

test('ten thousand tokens arrive exactly, in colour, and render nothing above them again', async ({
  page,
}) => {
  const agent = await createAgent(page.request, {
    name: 'Very fast',
    model: 'demo/demo-fast@x10',
  })
  await page.goto('/')
  await chooseAgent(page, 'Very fast')
  await send(page, 'Show me code and a table.')
  await wholeAnswer(page, 1)
  const first = page.getByTestId('message-assistant').first()
  await expect(first.locator('pre span[style*="--code-light"]').first()).toBeVisible()
  // React gives an element new props at every rendering of its component.
  const props = (element: Element) =>
    Object.entries(element).find(([key]) => key.startsWith('__reactProps$'))?.[1]
  const before = await first.evaluateHandle(props)
  await send(page, 'Write about 10,000 tokens of markdown with code, tables and formulas.')
  await expect(page.getByTestId('message-assistant')).toHaveCount(2)
  await wholeAnswer(page, 2)
  const after = await first.evaluateHandle(props)
  expect(await page.evaluate(([a, b]) => a === b, [before, after])).toBe(true)

  const stored = await (await page.request.get(`/api/chats/${page.url().split('/').at(-1)}`)).json()
  const { text } = stored.messages[3].parts[0]
  expect(text.length).toBeGreaterThan(30_000)
  await expect(lastAnswer(page).getByRole('heading')).toHaveText(
    text.match(/^#+ .*/gm).map((line: string) => line.replace(/^#+ /, '')),
  )
  const shown = await lastAnswer(page).locator('.markdown').textContent()
  await page.reload()
  await wholeAnswer(page, 2)
  await expect.poll(() => lastAnswer(page).locator('.markdown').textContent()).toBe(shown)
  await deleteAgent(page.request, agent.id)
})

test('who writes faster than the list of agents comes sends all the same', async ({ page }) => {
  await page.route('**/api/agents', () => undefined)
  await page.goto('/')
  await page.getByTestId('composer').fill('Hello there')
  await page.getByTestId('composer').press('Enter')
  await expect(lastAnswer(page)).toContainText('simulated demo model')
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

test('stop keeps the text so far, says so, and the answer can be asked for again', async ({
  page,
}) => {
  await page.goto('/')
  await send(page, 'Write a long essay about stopping.')
  await expect(lastAnswer(page)).toContainText('Part 1')
  await page.getByTestId('stop').click()
  const note = page.getByTestId('message-status')
  await expect(note).toHaveAttribute('data-status', 'stopped')
  await expect(lastAnswer(page)).toContainText('Part 1')
  await expect(lastAnswer(page)).not.toContainText('Part 5')

  await page.reload()
  await expect(note).toHaveAttribute('data-status', 'stopped')
  await expect(lastAnswer(page)).toContainText('Part 1')
  await note.getByRole('button', { name: 'Try again' }).click()
  await expect(lastAnswer(page)).toContainText('Part 5', { timeout: 40_000 })
  await expect(page.getByText('2/2')).toBeVisible()
})

test('what the user says in one chat is known in the next one, and shown as used', async ({
  page,
}) => {
  await page.goto('/')
  await send(page, 'I live in Reykjavik and I like chess.')
  await wholeAnswer(page, 1)
  await expect
    .poll(
      async () => (await (await page.request.get('/api/memories')).text()).includes('Reykjavik'),
      {
        timeout: 30_000,
      },
    )
    .toBe(true)

  await page.getByTestId('new-chat').click()
  await expect(page.getByText('Hello, Ada')).toBeVisible()
  await send(page, 'Where do I live?')
  const answer = await wholeAnswer(page, 1)
  await expect(answer).toContainText('Reykjavik')
  await answer.getByTestId('used-memories').click()
  await expect(page.getByRole('dialog', { name: /^used/ })).toContainText('Reykjavik')
})

test('"remember that" is kept at once and "forget" drops it', async ({ page }) => {
  await page.goto('/')
  await send(page, 'Remember that my locker code word is Xylophone.')
  await expect(page.getByText(/^Remembered: .*Xylophone/)).toBeVisible()
  await wholeAnswer(page, 1)
  await page.goto('/memories')
  await expect(page.getByTestId('memory-list')).toContainText('Xylophone')
  await page.goto('/')
  await send(page, 'Forget that my locker code word is Xylophone')
  await expect(page.getByText(/^Forgotten: .*Xylophone/)).toBeVisible()
})

test('a provider that is down is named, and nothing that was written is lost', async ({ page }) => {
  const created = await page.request.post('/api/providers', {
    headers,
    data: { name: 'Down', baseUrl: 'http://127.0.0.1:9/v1' },
  })
  const { slug } = await created.json()
  const agent = await createAgent(page.request, { name: 'Unreachable', model: `${slug}/any` })
  await page.goto('/')
  await chooseAgent(page, 'Unreachable')
  await send(page, 'Are you there?')
  const note = page.getByTestId('message-status')
  await expect(note).toHaveAttribute('data-status', 'error')
  await expect(note).toContainText('Nothing answers at the provider’s address')
  await expect(page.getByTestId('message-user')).toContainText('Are you there?')

  await page.reload()
  await expect(note).toContainText('Nothing answers at the provider’s address')
  await chooseAgent(page, 'Lumos')
  await note.getByRole('button', { name: 'Try again' }).click()
  await expect(lastAnswer(page)).toContainText('simulated demo model')
  await deleteAgent(page.request, agent.id)
})

test('a model that reasons shows its thoughts, folded once the answer begins', async ({ page }) => {
  const agent = await createAgent(page.request, { name: 'Thinker', model: 'demo/demo-deep@x4' })
  await page.goto('/')
  await chooseAgent(page, 'Thinker')
  await send(page, 'Hello there')
  const reasoning = page.getByTestId('reasoning')
  await expect(reasoning).toHaveAttribute('open', '')
  await expect(page.getByTestId('ttfb-counter')).toBeVisible()
  await wholeAnswer(page, 1)
  await expect(reasoning).not.toHaveAttribute('open')
  await deleteAgent(page.request, agent.id)
})

test('a changed question makes another branch, and both can be seen', async ({ page }) => {
  await page.goto('/')
  await send(page, 'Show me code')
  await wholeAnswer(page, 1)
  const question = page.getByTestId('message-user')
  await question.hover()
  await question.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Edit' }).fill('Show me a formula')
  await page.getByRole('textbox', { name: 'Edit' }).press('Enter')
  await expect(lastAnswer(page)).toContainText('integral')
  await wholeAnswer(page, 1)
  await question.hover()
  await question.getByRole('button', { name: 'Previous version' }).click()
  await expect(question).toContainText('Show me code')
  await expect(lastAnswer(page)).toContainText('debounce')
})

test('chats are found by their words, renamed and deleted', async ({ page }) => {
  await page.goto('/')
  await send(page, 'Tell me about the zanzibar festival')
  await wholeAnswer(page, 1)
  await page.getByTestId('chat-search').fill('zanzibar')
  const list = page.getByTestId('chat-list')
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await list.getByRole('listitem').hover()
  await list.getByRole('button').first().click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'Rename' }).fill('Festival plans')
  await page.getByRole('textbox', { name: 'Rename' }).press('Enter')
  await expect(list).toContainText('Festival plans')
  await list.getByRole('listitem').hover()
  await list.getByRole('button').first().click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(list).toContainText('No chat contains')
})

test('words that never reached the server are sent once when the connection is back', async ({
  page,
  context,
}) => {
  await page.goto('/')
  await expect(page.getByTestId('agent-picker')).toContainText('Lumos')
  // A tunnel in which this page still opens.
  await page.route(/\/api\//, (route) => route.abort('internetdisconnected'))
  await send(page, 'written in a tunnel')
  await expect(page.getByTestId('waits-for-connection')).toBeVisible()
  await expect(page.getByTestId('offline')).toBeVisible()
  await expect(page.getByTestId('unsent-chats')).toContainText('written in a tunnel')
  await page.reload()
  await expect(page.getByTestId('message-user')).toHaveText('written in a tunnel')
  await expect(page.getByTestId('waits-for-connection')).toBeVisible()

  const other = await context.newPage()
  await Promise.all([other.goto('/'), page.unroute(/\/api\//)])
  await other.close()
  await wholeAnswer(page, 1)
  await expect(page.getByTestId('offline')).toBeHidden()
  await expect(page.getByTestId('unsent-chats')).toHaveCount(0)
  await page.reload()
  await expect(page.getByTestId('message-user')).toHaveText('written in a tunnel')
  await expect(page.getByTestId('composer')).toHaveValue('')
})

test('dropped files are attached, sent with the message, and stay in the chat', async ({
  page,
}) => {
  await page.goto('/')
  const composer = page.getByTestId('composer')
  await composer.fill('What is in this?')
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['answer = 42'], 'answer.py'))
    transfer.items.add(new File([new Uint8Array([137, 80, 78, 71])], 'broken.png'))
    transfer.items.add(new File([new Uint8Array(21 * 1024 * 1024)], 'large.bin'))
    return transfer
  })
  await page.dispatchEvent('body', 'drop', { dataTransfer: dropped })
  const attached = page.getByTestId('attachment')
  await expect(attached.filter({ hasText: 'answer.py' })).toHaveAttribute('data-status', 'uploaded')
  const broken = attached.filter({ hasText: 'broken.png' })
  await expect(broken.getByRole('alert')).toBeVisible()
  await expect(page.getByTestId('send')).toBeDisabled()
  const large = attached.filter({ hasText: 'large.bin' })
  await expect(large.getByRole('alert')).toHaveText('The file is larger than 20 MB.')
  await large.getByRole('button', { name: 'Remove large.bin' }).click()
  await broken.getByRole('button', { name: 'Remove broken.png' }).click()
  await page.getByTestId('send').click()
  await expect(page.getByTestId('used-files')).toContainText('answer.py')
  await page.reload()
  await expect(page.getByTestId('message-files')).toContainText('answer.py')
})
