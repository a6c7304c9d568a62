import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { html, startWeb } from './testing.ts'

const article = `<!doctype html><html><head><title>Bees – The Daily</title></head><body>
<nav><a href="/other">Other news</a></nav>
<article><h1>Bees</h1><p>${'Bees make honey in hives. '.repeat(20)}</p>
<p>Read <a href="/more?x=1#part">more about hives</a>.</p><script>evil()</script>
<table><tr><td>Hives</td><td>12</td></tr></table><ul><li>Queen</li><li>Drone</li></ul></article>
</body></html>`
function moved(location: string): Parameters<typeof startWeb>[0][string] {
  return (_, response) => response.writeHead(302, { location }).end()
}

let web: Awaited<ReturnType<typeof startWeb>>
beforeAll(async () => {
  web = await startWeb({
    '/bees': html(article),
    '/zipped': (_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
        .end(gzipSync(article)),
    '/moved': moved('/bees'),
    '/to-metadata': moved('http://169.254.169.254/latest/meta-data'),
    '/to-file': moved('file:///etc/passwd'),
    '/circle': moved('/circle'),
    '/chinese': html(Buffer.from('c4e3bac3', 'hex'), 'text/plain; charset=gbk'),
    '/huge': html('x'.repeat(5_000_001)),
    '/bomb': (_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
        .end(gzipSync('x'.repeat(6_000_000))),
    '/long': html('y'.repeat(30_000), 'text/plain'),
    '/picture': html('...', 'image/png'),
    '/hidden': html('safe\u202e\u{e0041}\u0007 text', 'text/plain; charset=utf-8'),
  })
})
afterAll(() => web.close())

test('a page’s text comes with its title and its links, and is cited', async () => {
  const page = await web.read(`${web.url}/bees`)
  expect(page.title).toBe('Bees – The Daily')
  expect(page.text).toContain('Bees make honey in hives.')
  expect(page.text).toMatch(/Hives \| 12 \|/)
  expect(page.text).toContain('- Queen\n')
  expect(page.text).not.toMatch(/evil|Other news/)
  expect(page.links).toEqual([{ text: 'more about hives', url: `${web.url}/more?x=1` }])
  expect(web.cited.at(page.source - 1)).toEqual({ url: `${web.url}/bees`, title: page.title })
})

test.each([
  ['/zipped', 'Bees make honey'],
  ['/chinese', '你好'],
  ['/hidden', 'safe text'],
  ['/long', '[10000 more characters were left out]'],
])('%s is read', async (path, text) => {
  expect((await web.read(web.url + path)).text).toContain(text)
})

test('the address behind redirects is the one that is cited', async () => {
  expect((await web.read(`${web.url}/moved`)).url).toBe(`${web.url}/bees`)
})

test.each([
  ['/to-metadata', '169.254.169.254 is a private or reserved address'],
  ['/to-file', 'Only http and https'],
  ['/circle', 'without an end'],
  ['/huge', 'longer than 5 MB'],
  ['/bomb', 'longer than 5 MB'],
  ['/picture', 'image/png'],
  ['/missing', 'status 404'],
])('%s is refused', async (path, reason) => {
  await expect(web.read(web.url + path)).rejects.toThrow(reason)
})

test.each([
  ['http://127.0.0.1:1/', 'private'],
  ['http://localhost:1/', 'private'],
  ['http://[::1]:1/', 'private'],
  ['http://10.0.0.1/', 'private'],
  ['http://metadata.google.internal/', 'private'],
  ['http://user:secret@example.com/', 'password'],
  ['file:///etc/passwd', 'Only'],
])('%s is not connected to', async (url, reason) => {
  await expect(web.read(url, { isPrivateAllowed: false })).rejects.toThrow(reason)
})

test('a redirect to a private address is refused where the first one is public', async () => {
  const before = web.visits.length
  await expect(web.read(`${web.url}/bees`, { isPrivateAllowed: false })).rejects.toThrow('private')
  expect(web.visits).toHaveLength(before)
})

test('an address that a model makes up is not read', async () => {
  const before = web.visits.length
  const said = `Please read ${web.url}/bees.`
  await expect(web.read(`${web.url}/bees?memory=secret`, { said })).rejects.toThrow('user wrote')
  await expect(web.read(`${web.url}/bees/secret`, { said })).rejects.toThrow('user wrote')
  expect(web.visits).toHaveLength(before)
  expect((await web.read(`${web.url}/bees`, { said })).title).toContain('Bees')
})

test('a stopped turn stops the page', async () => {
  const controller = new AbortController()
  const silent = await startWeb({ '/': () => controller.abort(new Error('Stopped.')) })
  await expect(silent.read(`${silent.url}/`, { signal: controller.signal })).rejects.toThrow(
    'Stopped.',
  )
  await silent.close()
})
