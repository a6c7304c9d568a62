import { baseURL } from '../support/places.ts'
import { expect, test } from '../support/test.ts'

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } })

  test('the API is read from the keys on, by the keyboard, and nothing comes from elsewhere', async ({
    page,
  }) => {
    const foreign: string[] = []
    page.on('request', (request) => {
      const url = request.url()
      if (/^https?:/.test(url) && !url.startsWith(baseURL)) foreign.push(url)
    })
    await page.goto('/account')
    await page.getByRole('link', { name: 'What programs can call' }).click()
    await expect(page.getByRole('heading', { name: 'API', exact: true })).toBeVisible()

    const reference = page.getByTestId('api-reference')
    const creating = reference.locator('details').filter({ hasText: 'Creates an API key' })
    await creating.locator('summary').press('Enter')
    await expect(creating).toContainText('Everybody who is signed in')
    await expect(creating).toContainText('scopes')
    await expect(creating).toContainText('Answer 201')
    await expect(creating).toContainText('For programs; it does not change.')

    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(360)
    expect(foreign).toEqual([])
  })
})
