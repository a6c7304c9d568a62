import { headers, send, wholeAnswer } from '../support/chat.ts'
import { signInFirst } from '../support/first-sign-in.ts'
import { admin } from '../support/places.ts'
import { expect, test } from '../support/test.ts'

const plain = { name: 'Bob', email: 'bob@example.com', password: 'a plain password' }

test.describe('without an account', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  test('a wrong password is told, and the right one signs in', async ({ page }) => {
    await page.goto('/')
    await expect(page).toHaveURL(/\/sign-in$/)
    await page.getByLabel('E-mail').fill('ada')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('Please enter a whole e-mail address')).toBeVisible()
    await expect(page.getByText('Fill this in')).toBeVisible()
    await expect(page.getByLabel('E-mail')).toBeFocused()
    await page.getByLabel('E-mail').fill(admin.email)
    await page.getByLabel('Password', { exact: true }).fill('wrong password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByTestId('auth-form').getByRole('alert')).toContainText(
      'E-mail or password is wrong',
    )
    await expect(page.getByLabel('E-mail')).toHaveValue(admin.email)
    await page.getByLabel('Password', { exact: true }).fill(admin.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByTestId('composer')).toBeVisible()
  })

  test('sign-up is closed after the first account', async ({ page, request }) => {
    await page.goto('/sign-up')
    await expect(page).toHaveURL(/\/sign-in$/)
    const response = await request.post('/api/auth/sign-up/email', { headers, data: plain })
    expect(response.status()).toBe(403)
  })
})

test('whose session ends while a message is written comes back to the chat and the message', async ({
  page,
}) => {
  await page.goto('/')
  await send(page, 'Hello there')
  await wholeAnswer(page, 1)
  const chat = page.url()
  await page.getByTestId('composer').fill('A long and thoughtful message')
  await page.context().clearCookies()
  await page.getByTestId('send').click()
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await page.getByLabel('E-mail').fill(admin.email)
  await page.getByLabel('Password', { exact: true }).fill(admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(chat)
  await expect(page.getByTestId('message-user')).toHaveText('Hello there')
  await expect(page.getByTestId('composer')).toHaveValue('A long and thoughtful message')

  // Another person may use this browser next. The chat's requests end with 401 by then.
  await page.route('**/api/auth/sign-out', async (route) => {
    const response = await route.fetch()
    const refused = page.waitForResponse((answer) => answer.status() === 401)
    await page.evaluate(() => setInterval(() => dispatchEvent(new Event('focus')), 500))
    await refused
    await route.fulfill({ response })
  })
  await page.getByTestId('user-menu').click()
  await page.getByTestId('sign-out').click()
  await expect(page).toHaveURL(/\/sign-in$/)
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('thoughtful')
})

test('a plain user that the admin made cannot open settings, by page or API', async ({
  page,
  browser,
}) => {
  await page.goto('/settings/users')
  await page.getByTestId('add-user').click()
  await page.getByLabel('Name').fill(plain.name)
  await page.getByLabel('E-mail').fill(plain.email)
  await page.getByLabel('Password', { exact: true }).fill(plain.password)
  await page.getByRole('dialog').getByRole('button', { name: 'Add user' }).click()
  await expect(page.getByTestId('user-table')).toContainText(plain.email)

  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const other = await context.newPage()
  await other.goto('/sign-in')
  await signInFirst(other, plain)
  await expect(other.getByText('Hello, Bob')).toBeVisible()
  await expect(other.getByRole('link', { name: 'Settings' })).toHaveCount(0)
  await expect(other.getByTestId('chat-list')).toContainText('Your chats will appear here')

  for (const path of ['/settings', '/settings/agents', '/settings/providers', '/settings/users']) {
    await other.goto(path)
    await expect(other.getByTestId('user-table')).toHaveCount(0)
    await expect(other.getByTestId('agent-list')).toHaveCount(0)
    await expect(other.getByText('Nothing here')).toBeVisible()
  }
  for (const path of ['/api/settings', '/api/users', '/api/providers']) {
    expect((await context.request.get(path)).status()).toBe(403)
  }
  const adminChats = await (await page.request.get('/api/chats')).json()
  for (const { id } of adminChats.items.slice(0, 3)) {
    expect((await context.request.get(`/api/chats/${id}`)).status()).toBe(404)
  }
  await context.close()
})

test('a user who forgot the password gets in again by a reset link', async ({ page, browser }) => {
  const finn = { name: 'Finn', email: 'finn@example.com', password: 'a plain password' }
  await page.request.post('/api/users', { headers, data: finn })
  await page.goto('/settings/users')
  await page.getByRole('button', { name: 'Actions for Finn' }).click()
  await page.getByRole('menuitem', { name: 'Reset link' }).click()
  const link = await page.getByTestId('reset-link').textContent()

  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const other = await context.newPage()
  await other.goto(link ?? '')
  await other.getByLabel('New password').fill('battery staple')
  await other.getByRole('button', { name: 'Set password' }).click()
  await other.getByLabel('E-mail').fill(finn.email)
  await other.getByLabel('Password', { exact: true }).fill('battery staple')
  await other.getByRole('button', { name: 'Sign in' }).click()
  await expect(other.getByText('Hello, Finn')).toBeVisible()
  await context.close()
})

test('a link leads through the sign-in to its page, and a ban says why; both are recorded', async ({
  page,
  browser,
}) => {
  const eve = { name: 'Eve', email: 'eve@example.com', password: 'a plain password' }
  const { id } = await (await page.request.post('/api/users', { headers, data: eve })).json()
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const other = await context.newPage()
  await other.goto('/memories')
  await signInFirst(other, eve)
  await expect(other).toHaveURL(/\/memories$/)
  // A request of the page that is refused also leads to the sign-in: the click has to be the first.
  const loaded = ['chats?limit', 'agents', 'models'].map((path) =>
    other.waitForResponse((response) => response.url().includes(`/api/${path}`)),
  )
  await other.goto('/')
  await expect(other.getByText('Hello, Eve')).toBeVisible()
  await Promise.all(loaded)

  await page.request.patch(`/api/users/${id}`, { headers, data: { banned: true } })
  await other.getByRole('link', { name: 'Memories' }).first().click()
  await expect(other).toHaveURL(/\/sign-in/)
  await expect(other.getByTestId('signed-out-reason')).toContainText('blocked by an administrator')
  await context.close()

  await page.goto('/settings/audit')
  await page.getByLabel('What').selectOption('Users')
  await expect(page.getByTestId('audit-row').first()).toContainText('Banned a user · Eve')
})
