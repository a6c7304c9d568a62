import { expect, test } from '../support/test.ts'

test('the command palette finds pages and actions, and gives the focus back', async ({ page }) => {
  await page.goto('/')
  const composer = page.getByTestId('composer')
  await expect(composer).toBeFocused()
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByTestId('palette')
  await expect(palette).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
  await expect(composer).toBeFocused()

  await page.keyboard.press('ControlOrMeta+k')
  await palette.getByRole('combobox').fill('shortcuts')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('shortcuts')).toContainText('New chat')
  await page.keyboard.press('Escape')

  await page.keyboard.press('ControlOrMeta+k')
  await palette.getByRole('combobox').fill('memories')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/memories$/)
  await page.locator('main').click()
  await page.keyboard.press('?')
  await expect(page.getByTestId('shortcuts')).toBeVisible()
})
