import type { Page } from '@playwright/test'

/** Signs in on the sign-in page with a password that an admin handed on, and chooses another one. */
export async function signInFirst(page: Page, { email, password }: Record<string, string>) {
  await page.getByLabel('E-mail').fill(email ?? '')
  await page.getByLabel('Password', { exact: true }).fill(password ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Password that you were given').fill(password ?? '')
  await page.getByLabel('New password').fill(`${password} own`)
  await page.getByRole('button', { name: 'Set password' }).click()
}
