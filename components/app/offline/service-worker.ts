import { loadAll } from '#components/ui/on-demand.ts'

/** Time for the page's own requests before chats are stored, milliseconds. */
const afterMs = 8_000

/**
 * Lets the service worker store this page and the account's newest chats. Browsers have it only on
 * HTTPS and loopback.
 * @returns a function that cancels it
 */
export function keepForOffline(owner: string, locale: string): () => void {
  const { serviceWorker } = navigator
  if (!serviceWorker || process.env.NODE_ENV !== 'production') return () => undefined
  // Not at the first visit, whose network belongs to the page.
  const hasWorker = serviceWorker.controller !== null
  const timer = setTimeout(() => void keep(serviceWorker, owner, locale, hasWorker), afterMs)
  return () => clearTimeout(timer)
}

async function keep(
  container: ServiceWorkerContainer,
  owner: string,
  locale: string,
  hasWorker: boolean,
): Promise<void> {
  try {
    await container.register('/sw.js')
    const { active } = await container.ready
    // What opens on demand must also open without a connection.
    if (hasWorker) await loadAll()
    const files = performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.startsWith(`${window.location.origin}/_next/static/`))
    active?.postMessage({ type: 'page', owner, locale, files: [...new Set(files)] })
  } catch (error) {
    reportError(error)
  }
}

/** Deletes what is stored of the account, also where no service worker controls the page. */
export async function forgetOffline(): Promise<void> {
  if (typeof caches === 'undefined') return
  navigator.serviceWorker?.controller?.postMessage({ type: 'forget' })
  await caches.delete('lumos-personal-1')
}
