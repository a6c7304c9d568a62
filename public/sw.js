// The service worker: opens Lumos without a connection, with the newest chats readable.
//
// Documents and the API are always asked of the server first, and build files have names that
// change with their content, so a new version never meets files of an older one. Everything
// personal is in one cache, which is deleted at each sign-in, sign-out and end of a session.

const statics = 'lumos-static-1'
const personal = 'lumos-personal-1'
/** Build files of a few versions. */
const mostStatics = 500
/** Chats that can be read without a connection. */
const mostChats = 50

const ownerKey = '/-/owner'
const listKey = '/-/chats'
const chatPath = /^\/api\/chats\/[\w-]+$/
/** The newest messages of a chat, as pages read them. */
const newestPage = '?limit=50'
const storedApi = /^\/api\/(?:agents|models|account|folders|prompts)$/

/** Rises when personal data is deleted: answers to older requests are not stored. */
let epoch = 0

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin) return
  const answer = answerOf(request, url, (work) => event.waitUntil(work))
  if (answer) event.respondWith(answer)
})

/** What the page says: whose it is, which build files it uses, and that it has time for chats. */
self.addEventListener('message', (event) => {
  const { type, owner, locale, files } = event.data
  if (type === 'page') event.waitUntil(takePage(owner, locale, files))
  if (type === 'forget') event.waitUntil(forget())
})

/** A notification opens its chat, in a page of Lumos if there is one. */
self.addEventListener('notificationclick', (event) => {
  const { notification } = event
  notification.close()
  event.waitUntil(openPage(notification.data))
})

async function openPage(path) {
  const pages = await self.clients.matchAll({ type: 'window' })
  const there = pages.find(({ url }) => new URL(url).pathname === path) ?? pages[0]
  if (!there) return self.clients.openWindow(path)
  await there.focus()
  return new URL(there.url).pathname === path ? there : there.navigate(path)
}

function answerOf(request, url, wait) {
  const { pathname } = url
  if (request.method !== 'GET') {
    return pathname.startsWith('/api/auth/') ? changeSession(request) : undefined
  }
  if (/^\/(?:_next\/static|icons)\/|^\/icon\.svg$/.test(pathname)) return buildFile(request)
  if (request.mode === 'navigate')
    return pathname.startsWith('/api/') ? undefined : page(request, url)
  if (pathname === '/api/chats' || chatPath.test(pathname) || storedApi.test(pathname))
    return apiAnswer(request, url, wait)
  return undefined
}

async function changeSession(request) {
  const response = await fetch(request)
  if (response.ok) await forget()
  return response
}

async function forget() {
  epoch += 1
  await caches.delete(personal)
}

async function buildFile(request) {
  const cache = await caches.open(statics)
  const stored = await cache.match(request, { ignoreVary: true })
  if (stored) return stored
  const response = await fetch(request)
  if (response.ok) await cache.put(request, response.clone())
  return response
}

/** All chats have the same document, so any of them opens each of them. */
const documentKey = (pathname) => (pathname.startsWith('/chat/') ? '/chat/' : pathname)

async function page(request, url) {
  const begun = epoch
  const isChat = url.pathname === '/' || url.pathname.startsWith('/chat/')
  try {
    const response = await fetch(request)
    if (new URL(response.url || url).pathname.startsWith('/sign-in')) await forget()
    else if (isChat && response.ok && !response.redirected)
      await keep(documentKey(url.pathname), response.clone(), begun)
    return response
  } catch {
    const cache = await caches.open(personal)
    const stored = isChat && (await cache.match(documentKey(url.pathname)))
    return stored || offlinePage(await readJson(cache, ownerKey))
  }
}

async function apiAnswer(request, url, wait) {
  const begun = epoch
  try {
    const response = await fetch(request)
    if (response.status === 401) await forget()
    // The newest list without a search is stored by `keepChats`.
    else if (response.ok && url.pathname !== '/api/chats' && !isOlderPage(url))
      wait(keep(url.pathname + url.search, response.clone(), begun))
    return response
  } catch (error) {
    const cache = await caches.open(personal)
    const stored = await storedAnswer(cache, url)
    if (!stored) throw error
    const headers = new Headers(stored.headers)
    headers.set('x-lumos-stored', '1')
    return new Response(stored.body, { headers })
  }
}

function isOlderPage({ pathname, search }) {
  return chatPath.test(pathname) && search !== '' && search !== newestPage
}

async function storedAnswer(cache, url) {
  if (url.pathname === '/api/chats') return storedList(cache, url)
  if (!chatPath.test(url.pathname))
    return (await cache.match(url.pathname + url.search)) ?? cache.match(url.pathname)
  if (isOlderPage(url)) return undefined
  // The whole chat, unless its newest page was read after it changed.
  const whole = await readJson(cache, url.pathname)
  const page = await readJson(cache, url.pathname + newestPage)
  const isNewer = page && (!whole || page.updatedAt > whole.updatedAt)
  return cache.match(isNewer ? url.pathname + newestPage : url.pathname)
}

/** The stored chats whose title contains the words searched for. */
async function storedList(cache, url) {
  const list = await readJson(cache, listKey)
  if (!list) return undefined
  const words = (url.searchParams.get('query') ?? '').toLowerCase()
  const items = url.searchParams.has('cursor')
    ? []
    : list.items.filter(({ title }) => title.toLowerCase().includes(words))
  return Response.json({ items, nextCursor: null })
}

async function keep(key, response, begun) {
  if (begun !== epoch) return
  const cache = await caches.open(personal)
  await cache.put(key, response)
  // Personal data was deleted meanwhile.
  if (begun !== epoch) await cache.delete(key)
}

async function readJson(cache, key) {
  const stored = await cache.match(key)
  return stored?.json()
}

async function takePage(owner, locale, files) {
  const cache = await caches.open(personal)
  const known = await readJson(cache, ownerKey)
  if (known && known.owner !== owner) await forget()
  await keep(ownerKey, Response.json({ owner, locale }), epoch)
  await keepFiles(files)
  await keepChats()
}

async function keepFiles(files) {
  const cache = await caches.open(statics)
  for (const file of files)
    if (!(await cache.match(file, { ignoreVary: true }))) await cache.add(file)
  const keys = await cache.keys()
  for (const key of keys.slice(0, Math.max(0, keys.length - mostStatics))) await cache.delete(key)
}

/** Stores the newest chats that changed since they were stored, and deletes the others. */
async function keepChats() {
  const begun = epoch
  const response = await fetch(`/api/chats?limit=${mostChats}`)
  if (!response.ok) return
  const { items } = await response.clone().json()
  await keep(listKey, response, begun)
  const cache = await caches.open(personal)
  const newest = new Set(items.map(({ id }) => `/api/chats/${id}`))
  for (const { url } of await cache.keys()) {
    const { pathname, search } = new URL(url)
    if (chatPath.test(pathname) && !newest.has(pathname)) await cache.delete(pathname + search)
  }
  for (const { id, updatedAt } of items) {
    const path = `/api/chats/${id}`
    if ((await readJson(cache, path))?.updatedAt === updatedAt) continue
    const chat = await fetch(path)
    if (chat.ok) await keep(path, chat, begun)
  }
}

const words = {
  en: [
    'You are offline',
    'This page needs a connection. It opens by itself when there is one.',
    'Your chats',
  ],
  zh: ['你已离线', '此页面需要网络连接，恢复连接后会自动打开。', '你的聊天'],
}

/** Loads itself again every few seconds, so that it goes away with the connection's return. */
function offlinePage(owner) {
  const locale = owner?.locale === 'zh' ? 'zh' : 'en'
  const [title, text, chats] = words[locale]
  const style =
    ':root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;display:grid;place-content:center;min-height:90vh;text-align:center;padding:1.5rem}h1{font-size:1.25rem}'
  const link = owner ? `<p><a href="/">${chats}</a></p>` : ''
  const html = `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="refresh" content="4"><title>${title} · Lumos</title><style>${style}</style><main><h1>${title}</h1><p>${text}</p>${link}</main></html>`
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  }
  return new Response(html, { status: 503, headers })
}
