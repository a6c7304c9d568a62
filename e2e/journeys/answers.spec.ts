import type { Page } from '@playwright/test'
import { lastAnswer, send, wholeAnswer } from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

const rich = `# First

请访问https://example.com/docs。**注意：**\`a\`, <your-key>, water $\\ce{H2O}$ and a note[^1].

- [x] done

\`\`\`ts
const line = 'a line that is long enough to scroll sideways on every screen, desktop and phone alike, and then some more of it'
\`\`\`

## Second

$$
\\frac{a}{b}
$$

| a | b |
|---|---|
| 1 | $x$ |

![A cat](https://evil.example/cat.png)

[^1]: The text of the note.`

/** What moved in the answer while it streamed, as browsers count it. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = globalThis as unknown as { shifted: number }
    counted.shifted = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput, sources } = entry as unknown as {
          value: number
          hadRecentInput: boolean
          sources: { node: Node | null }[]
        }
        const isInAnswer = sources.some(({ node }) => node?.parentElement?.closest('.markdown'))
        if (!hadRecentInput && isInAnswer) counted.shifted += value
      }
    }).observe({ type: 'layout-shift' })
  })
  return () => page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted)
}

test('an answer has real links, footnotes and tools, and is copied as it was written', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/')
  const shifts = await watchShifts(page)
  await send(page, `Say exactly: ${rich}`)
  const answer = await wholeAnswer(page, 1)
  await expect(answer.locator('.katex')).toHaveCount(3)
  expect(await shifts()).toBeLessThan(0.01)

  const link = answer.locator('a[href="https://example.com/docs"]')
  await expect(link).toHaveAttribute('rel', 'noreferrer noopener')
  await expect(link).toHaveText('https://example.com/docs')
  await expect(answer.locator('strong')).toHaveText('注意：')
  await expect(answer).toContainText('<your-key>')

  await answer.getByRole('link', { name: 'Footnote 1' }).click()
  await expect(answer.locator('.footnotes li')).toBeFocused()

  const code = answer.getByRole('region', { name: 'Code: ts' })
  const isScrolling = () => code.evaluate((place) => place.scrollWidth > place.clientWidth)
  expect(await isScrolling()).toBe(true)
  await answer.getByRole('button', { name: 'Wrap lines' }).click()
  expect(await isScrolling()).toBe(false)

  await answer.getByRole('button', { name: 'Copy table' }).click()
  await expect(answer.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('a\tb\n1\t$x$')

  await answer.locator('.markdown').evaluate((place) => {
    document.getSelection()?.selectAllChildren(place)
    document.execCommand('copy')
  })
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('water $\\ce{H2O}$ and a note[1].')
  expect(copied).toContain('$$\n\\frac{a}{b}\n$$')
  expect(copied).not.toContain('Load image')
})

test('a page in an answer runs apart from Lumos, in each of its versions', async ({ page }) => {
  const pageOf = (text: string) =>
    `\`\`\`html\n<!doctype html><title>T</title><p id=p>${text}</p><script>fetch('https://evil.example/').catch(() => { p.textContent += ' offline' });try { parent.document.title = 'taken' } catch { p.textContent += ' apart' }</script>\n\`\`\``
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('evil.example')) elsewhere.push(request.url())
  })
  await page.goto('/')
  await send(page, `Say exactly: ${pageOf('one')}`)
  await wholeAnswer(page, 1)
  await send(page, `Say exactly: ${pageOf('two')}`)
  await wholeAnswer(page, 2)
  const answer = lastAnswer(page)
  await answer.getByRole('button', { name: 'Show preview' }).click()
  const shown = answer.frameLocator('iframe').locator('#p')
  await expect(shown).toContainText('two')
  await expect(shown).toContainText('apart')
  await expect(shown).toContainText('offline')
  await answer.getByRole('button', { name: 'Earlier version' }).click()
  await expect(shown).toContainText('one')
  await expect(answer.getByTestId('versions')).toContainText('Version 1 of 2')
  expect(elsewhere).toEqual([])
})

test('diagrams and charts are drawn, and what cannot be drawn is shown as code', async ({
  page,
}) => {
  await page.goto('/')
  const chart = '{"type":"bar","x":"m","y":"v","data":[{"m":"a","v":1},{"m":"b","v":2}]}'
  await send(
    page,
    `Say exactly: \`\`\`mermaid\ngraph LR; A --> B\n\`\`\`\n\n\`\`\`chart\n${chart}\n\`\`\`\n\n\`\`\`mermaid\nnonsense\n\`\`\``,
  )
  const answer = await wholeAnswer(page, 1)
  await expect(answer.getByRole('img', { name: 'Diagram' })).toHaveAttribute('src', /^data:image/)
  await expect(answer.locator('.recharts-bar-rectangle')).toHaveCount(2)
  await expect(answer.getByRole('note')).toContainText('could not be drawn')
  await expect(answer).toContainText('nonsense')
})
